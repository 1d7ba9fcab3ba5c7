/**
 * Answers 'why' and 'why not' about somebody who need not exist, through the same gates that a real sign-in passes; and
 * runs {@code tests/*.yaml} with it.
 *
 * <p>The way through: {@link dev.daypass.core.explain.Imagined} stands in for what a verified proof would say →
 * {@link dev.daypass.core.explain.Explainer} normalises, evaluates rules, rehearses each role → {@link
 * dev.daypass.core.explain.Explanation}, a record that the command line and the admin API render. {@link
 * dev.daypass.core.explain.ConfigTests} compares the same record with what a test expects. Nothing is issued here.
 *
 * <p>Neighbours: {@link dev.daypass.core.exchange.Rehearsal} walks the gates, {@link dev.daypass.core.config} reads tests.
 */
@NullMarked
package dev.daypass.core.explain;

import org.jspecify.annotations.NullMarked;
