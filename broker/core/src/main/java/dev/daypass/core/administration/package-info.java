/**
 * Who may administer the broker in a browser, and with what.
 *
 * <p>A person administers with a role and with nothing else: what a page does is an {@link
 * dev.daypass.core.administration.AdminAction}, and {@link dev.daypass.core.administration.Administration} lets it happen
 * if the policies of a live role session that was taken in this very browser session allow the action, as the same engine
 * decides for every other service. There is no list of administrators and no role of a special name. The resources belong
 * to no account, since the broker serves all of them:
 *
 * <table>
 *   <caption>actions and resources</caption>
 *   <tr><th>action</th><th>resource</th></tr>
 *   <tr><td>{@code daypass:ListSessions}</td><td>{@code arn:PARTITION:daypass:::admin/sessions}</td></tr>
 *   <tr><td>{@code daypass:RevokeSession}</td><td>{@code arn:PARTITION:daypass:::admin/sessions}</td></tr>
 *   <tr><td>{@code daypass:ReadAudit}</td><td>{@code arn:PARTITION:daypass:::admin/audit}</td></tr>
 *   <tr><td>{@code daypass:ListProviders}</td><td>{@code arn:PARTITION:daypass:::admin/providers}</td></tr>
 *   <tr><td>{@code daypass:Explain}</td><td>{@code arn:PARTITION:daypass:::admin/explain}</td></tr>
 *   <tr><td>{@code daypass:TestRules}</td><td>{@code arn:PARTITION:daypass:::admin/rules}</td></tr>
 * </table>
 *
 * <p>Sessions can be told apart: {@code daypass:ListSessions} and {@code daypass:RevokeSession} are asked of each session,
 * with the condition keys {@code daypass:SessionAccount} (12 digits) and {@code daypass:SessionRole} ({@code ALIAS/NAME}).
 * A statement without these keys is about all sessions, as it always was; one that names an account confines who holds it to
 * the sessions of that account. A sign-in belongs to no account, and everything of a person ends in all of them: for these
 * the keys are absent, so that {@code StringEquals} does not hold. Ending a session ends what was chained from it, wherever
 * that is. {@link dev.daypass.core.administration.AdminObject} has the keys. The audit, the explainer and the rule tester
 * know no such keys: they are about all accounts at once, so trust nobody with them who should see one account only.
 *
 * <p>Shipped for it are {@code managed/AdministratorPages}, all of these, and {@code managed/AuditReader}, which reads and
 * changes nothing. {@code managed/AdministratorAccess} allows them too, as it allows everything; no other shipped policy
 * does.
 *
 * <p>{@link dev.daypass.core.administration.SessionDirectory} shows and ends sessions, {@link
 * dev.daypass.core.administration.AuditReading} looks entries of the audit up.
 *
 * <p>Security W14. Next door: {@code login} keeps what was taken in a browser, {@code decision} decides; the admin API has a
 * token of its own and is not concerned.
 */
@NullMarked
package dev.daypass.core.administration;

import org.jspecify.annotations.NullMarked;
