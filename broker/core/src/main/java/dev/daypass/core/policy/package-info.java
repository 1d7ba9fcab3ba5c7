/**
 * The IAM policy language: read with positions, compiled, matched, decided, explained.
 *
 * <p>The way through: {@link dev.daypass.core.policy.PolicyReader} turns a tree of nodes into a compiled {@link
 * dev.daypass.core.policy.PolicyDocument} or into findings, {@link dev.daypass.core.policy.PolicyEvaluator} puts a {@link
 * dev.daypass.core.policy.PolicySet} and an {@link dev.daypass.core.policy.AccessRequest} together into a {@link
 * dev.daypass.core.policy.Decision}, whose {@link dev.daypass.core.policy.Explanation} is worked out when it is read. {@link
 * dev.daypass.core.policy.PolicyLint} tells of documents that are valid and unwise, {@link
 * dev.daypass.core.policy.ManagedPolicies} are those shipped with the product, {@link
 * dev.daypass.core.policy.VersionedPolicy} is a customer's own with its history.
 *
 * <p>One evaluator serves trust, permission, simulation and explanation. Everything is immutable and does no I/O.
 *
 * <p>Specification: the AWS IAM User Guide's policy grammar, operators, variables and evaluation logic. Where that leaves
 * room, the narrower reading is taken:
 *
 * <ul>
 *   <li>What is not understood (an unknown element, operator or operand) refuses the whole document.
 *   <li>An action's service is written out or {@code *} alone ({@code *:Get*}), never a pattern. Actions ignore the case of
 *       ASCII letters only.
 *   <li>A resource is {@code *} or has all six segments of an ARN, each matched on its own; its service is written out. A
 *       resource with path steps or control characters is never allowed.
 *   <li>A variable's value is literal and must be exactly one. Without it {@code Resource} matches nothing, and {@code
 *       NotResource} of an allow neither.
 *   <li>{@code NotPrincipal} of a deny spares only whom it lists with session, role and account.
 *   <li>A condition on a key with several values and no set operator holds if one of them does; negated, if none does.
 * </ul>
 *
 * <p>Neighbours: {@code core.source} gives nodes and takes findings, {@code core.role} and {@code core.principal} hold
 * documents, {@code core.exchange} and {@code core.decision} ask.
 */
@NullMarked
package dev.daypass.core.policy;

import org.jspecify.annotations.NullMarked;
