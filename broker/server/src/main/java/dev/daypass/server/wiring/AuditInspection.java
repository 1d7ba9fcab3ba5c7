package dev.daypass.server.wiring;

import dev.daypass.adapters.store.Store;
import dev.daypass.adapters.store.audit.AuditPlace;
import dev.daypass.core.audit.AuditEntry;
import dev.daypass.core.audit.AuditFault;
import dev.daypass.core.audit.AuditHead;
import dev.daypass.core.audit.AuditSeal;
import dev.daypass.core.audit.AuditVerification;
import dev.daypass.core.audit.AuditVerification.Report;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.MasterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Verifies the audit of a broker that does not run: its files, and its database where the configuration names one. */
public final class AuditInspection {
    private static final Pattern AUDIT_FILE = Pattern.compile("(.+?)(\\.[0-9]{18})?\\.jsonl");
    private static final Pattern HEAD = Pattern.compile("([A-Za-z0-9._-]{1,64}) ([0-9]{1,18}) ([0-9a-f]{64})\\s*");

    private static final int KEY_BYTES = 32;

    /** The last there can be. */
    private static final int NO_VERSION = 0xFFFF;

    private AuditInspection() {}

    /**
     * Verifies files without keys: that the entries of each chain hang together, and end where the head file says.
     *
     * @param path a file, or a directory whose {@code .jsonl} files are read
     * @return a report for each chain, by the name of its current file
     */
    public static Map<String, Report> ofFiles(Path path) throws IOException {
        var surroundings = Surroundings.ofProcess();
        // A ring that made no seal can say of none whether it is genuine.
        var strange = new MasterKey(NO_VERSION, surroundings.clock().instant(), new byte[KEY_BYTES]);
        var ring = new KeyRing(List.of(strange), surroundings.random());
        return ofFiles(path, new AuditSeal(() -> ring), sequence -> Optional.empty());
    }

    /** Verifies files with the keys of a configuration's store. */
    public static Map<String, Report> ofFiles(Path path, ConfigurationSource source) throws IOException, BrokerRefused {
        var surroundings = Surroundings.ofProcess();
        try (Store store = Stores.open(settings(source), source.directory(), surroundings)) {
            return ofFiles(path, seal(store, surroundings), sequence -> Optional.empty());
        }
    }

    /** Verifies everything that a configuration names: the database's table, and the files. */
    public static Map<String, Report> of(ConfigurationSource source) throws IOException, BrokerRefused {
        ServerSettings settings = settings(source);
        var surroundings = Surroundings.ofProcess();
        try (Store store = Stores.open(settings, source.directory(), surroundings)) {
            AuditSeal seal = seal(store, surroundings);
            var reports = new LinkedHashMap<String, Report>();
            AuditPlace table = store.auditTable(Stores.node(settings));
            reports.put("database", verified(table, seal));
            Optional<Path> directory = settings.audit().directory().filter(Files::isDirectory);
            if (directory.isPresent()) {
                reports.putAll(ofFiles(directory.get(), seal, table::headAt));
            }
            return reports;
        }
    }

    /** Whether the entries hang together and only a key is missing that could vouch for the end. */
    public static boolean onlyUnproven(Report report) {
        return report.fault()
                .filter(fault -> fault.kind() == AuditFault.Kind.UNPROVEN)
                .isPresent();
    }

    private static ServerSettings settings(ConfigurationSource source) throws BrokerRefused {
        ConfigurationSource.Loaded<ServerSettings> loaded = source.settings();
        return loaded.value()
                .orElseThrow(() -> new BrokerRefused(
                        "the configuration has errors; `daypass check` tells them", loaded.findings()));
    }

    private static AuditSeal seal(Store store, Surroundings surroundings) {
        var keys = Stores.keys(store, surroundings);
        return new AuditSeal(keys);
    }

    private static Report verified(AuditPlace place, AuditSeal seal) {
        var verification = new AuditVerification(seal, List.of());
        place.forEachAfter(0, verification::accept);
        return verification.finish();
    }

    private static Map<String, Report> ofFiles(Path path, AuditSeal seal, LongFunction<Optional<AuditHead>> elsewhere)
            throws IOException {
        List<AuditHead> beside = Files.isDirectory(path) ? List.of() : endsBeside(path);
        var reports = new LinkedHashMap<String, Report>();
        for (Map.Entry<Path, List<Path>> chain : chains(path).entrySet()) {
            var verification =
                    new AuditVerification(seal, head(chain.getKey()).stream().toList());
            for (Path file : chain.getValue()) {
                try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                    lines.forEach(verification::accept);
                }
            }
            reports.put(chain.getKey().toString(), verification.finish(sequence -> beside.stream()
                    .filter(end -> end.sequence() == sequence)
                    .findFirst()
                    .or(() -> elsewhere.apply(sequence))));
        }
        return reports;
    }

    /** The files of each chain, those put aside first, by the path of the file being written. */
    private static Map<Path, List<Path>> chains(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Map.of(path, List.of(path));
        }
        var chains = new LinkedHashMap<Path, List<Path>>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = AUDIT_FILE.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    chains.computeIfAbsent(path.resolve(name.group(1) + ".jsonl"), first -> new ArrayList<>())
                            .add(file);
                }
            }
        }
        return chains;
    }

    /** Where the other files of a single file's chain end: one of them may be the one before it. */
    private static List<AuditHead> endsBeside(Path path) throws IOException {
        Path file = path.toAbsolutePath();
        Matcher name = AUDIT_FILE.matcher(String.valueOf(file.getFileName()));
        Path folder = file.getParent();
        if (!name.matches() || folder == null) {
            return List.of();
        }
        Path current = folder.resolve(name.group(1) + ".jsonl");
        List<AuditHead> ends = new ArrayList<>();
        for (Path other : chains(folder).getOrDefault(current, List.of())) {
            if (!other.equals(file)) {
                lastEntry(other).map(AuditEntry::head).ifPresent(ends::add);
            }
        }
        return ends;
    }

    private static Optional<AuditEntry> lastEntry(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.reduce((earlier, later) -> later)
                    .flatMap(AuditEntry::parse)
                    .filter(AuditEntry::holds);
        }
    }

    /** The head that is kept beside the files; a single file put aside has none. */
    private static Optional<AuditHead> head(Path current) throws IOException {
        String stem = String.valueOf(current.getFileName()).replaceFirst("\\.jsonl$", "");
        Path file = current.resolveSibling(stem + ".head");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Matcher line = HEAD.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        return line.matches()
                ? Optional.of(new AuditHead(line.group(1), Long.parseLong(line.group(2)), line.group(3)))
                : Optional.empty();
    }
}
