package dev.daypass.server.wiring;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.insight.AccessExplainer;
import dev.daypass.core.insight.OwnAccess;
import dev.daypass.core.insight.RecordedSignIns;
import dev.daypass.core.insight.RuleTrial;
import dev.daypass.core.signin.ProofInspection;
import dev.daypass.server.portal.Portal;
import java.util.function.LongSupplier;

/**
 * What explains decisions.
 *
 * @param signIns what people last signed in with
 * @param source the configuration as it is written
 * @param ticks nanoseconds that pass
 */
record Insights(
        Explainer explainer,
        Providers providers,
        RecordedSignIns signIns,
        ConfigurationSource source,
        LongSupplier ticks) {
    Portal.Insight over(AuditSink audit) {
        var inspection = new ProofInspection(providers.readers(), providers.lookup());
        return new Portal.Insight(
                new OwnAccess(explainer, audit),
                new AccessExplainer(explainer, inspection, signIns, audit),
                signIns,
                new RuleTrial(ticks),
                new WrittenRules(source),
                audit);
    }
}
