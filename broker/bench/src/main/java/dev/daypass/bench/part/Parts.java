package dev.daypass.bench.part;

import com.sun.management.ThreadMXBean;
import dev.daypass.bench.report.Report;
import dev.daypass.bench.report.Row;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks of single parts and makes rows of their scores. */
public final class Parts {
    private static final int MANY = 10_000;

    private final Map<String, Score> scores = new HashMap<>();

    /** Average microseconds and bytes of garbage of one call. */
    private record Score(double micros, double bytes) {}

    /** Measures decisions, rules, the check of services and reload, and adds their rows. */
    public void measure(Report report) throws RunnerException {
        var options = new OptionsBuilder()
                .include(PolicyDecision.class.getName())
                .include(RuleEvaluation.class.getName())
                .include(LinearCel.class.getName())
                .include(OfflineCheck.class.getName())
                .forks(1)
                .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx1g")
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .shouldDoGC(true)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        keep(new Runner(options).run());
        decisions(report);
        rules(report);
        services(report);
        reload(report);
    }

    private void keep(Collection<RunResult> results) {
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            String key = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            for (String parameter : result.getParams().getParamsKeys()) {
                key += " " + result.getParams().getParam(parameter);
            }
            Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
            scores.put(key, new Score(result.getPrimaryResult().getScore(), garbage == null ? 0 : garbage.getScore()));
        }
    }

    private Score score(String key) {
        Score score = scores.get(key);
        if (score == null) {
            throw new IllegalStateException("no score of " + key + " among " + scores.keySet());
        }
        return score;
    }

    private void decisions(Report report) {
        report.add(Row.atMost(
                "policy decision, 13 statements, us",
                score("PolicyDecision.decide 13").micros(),
                1,
                0.5));
        report.add(Row.atMost(
                "policy decision, 101 statements, us",
                score("PolicyDecision.decide 101").micros(),
                5,
                2));
        report.add(Row.atMost(
                "policy decision, 1,001 statements, us",
                score("PolicyDecision.decide 1001").micros(),
                10,
                2));
    }

    private void rules(Report report) {
        Score few = score("RuleEvaluation.evaluate 100");
        Score many = score("RuleEvaluation.evaluate 10000");
        Score linear = score("LinearCel.evaluate");
        report.add(Row.atMost("10,000 rules / 100 rules, equal matches", many.micros() / few.micros(), 2, 1.2));
        report.add(Row.atMost(
                        "10,000 rules / the same as linear CEL",
                        many.micros() / linear.micros(),
                        1.0 / 500,
                        1.0 / 5_000)
                .note("linear CEL %,.0f us".formatted(linear.micros())));
        report.add(Row.atMost("10,000 rules, us", many.micros(), 40, 5));
        report.add(Row.atMost("10,000 rules, KB of garbage", many.bytes() / 1_024, 50, 50));
    }

    private void services(Report report) {
        double whole = score("OfflineCheck.check").micros();
        report.add(Row.atMost(
                        "a service checks a token / its ES256 signature alone",
                        whole / score("OfflineCheck.signatureAlone").micros(),
                        2,
                        1.3)
                .note("%,.0f us".formatted(whole)));
    }

    /** The third reload of a process, as an operator's: the code is warm, the rules are new. */
    private static void reload(Report report) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var definitions = RuleEvaluation.definitions(MANY);
        double seconds = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begin = threads.getCurrentThreadCpuTime();
            RuleEvaluation.compile(definitions);
            seconds = Math.min(seconds, (threads.getCurrentThreadCpuTime() - begin) / 1e9);
        }
        report.add(Row.atMost("compiling 10,000 rules at a reload, CPU-s", seconds, 1, 0.3));
    }
}
