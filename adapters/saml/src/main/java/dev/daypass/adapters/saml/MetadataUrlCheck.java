package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.metadata.MetadataFault;
import dev.daypass.adapters.saml.metadata.MetadataFetcher;
import dev.daypass.adapters.saml.xml.XmlLimits;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Fetches a SAML provider's metadata over the network and judges it as {@link MetadataCheck} judges a file. All it finds
 * are warnings at most: what does not answer now may answer when it is needed.
 */
public final class MetadataUrlCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MetadataFetcher fetcher =
            new MetadataFetcher(XmlLimits.forMetadata().bytes(), TIMEOUT);
    private final MetadataCheck check = new MetadataCheck();

    /**
     * Asks one provider; of a file there is nothing to ask.
     *
     * @param source where the provider is written in the configuration
     * @return completes within ten seconds, never exceptionally
     */
    public CompletableFuture<List<Finding>> ask(SamlSettings settings, Source source, Instant now) {
        if (MetadataCheck.isFile(settings)) {
            return CompletableFuture.completedFuture(List.of());
        }
        return fetcher.fetch(settings.metadata().location())
                .thenApply(bytes -> judged(bytes, settings, source, now))
                .exceptionally(fault -> List.of(unreachable(settings, fault, source)));
    }

    private List<Finding> judged(byte[] bytes, SamlSettings settings, Source source, Instant now) {
        var findings = new Findings();
        check.checkContent(bytes, settings, source, now, findings);
        return findings.sorted().stream().map(MetadataUrlCheck::atMostWarning).toList();
    }

    private static Finding atMostWarning(Finding finding) {
        return finding.severity() == Finding.Severity.ERROR
                ? new Finding(
                        Finding.Severity.WARNING, finding.code(), finding.source(), finding.message(), finding.cure())
                : finding;
    }

    private static Finding unreachable(SamlSettings settings, Throwable fault, Source source) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        String why = cause instanceof MetadataFault
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
        return Finding.warning(
                "metadata-unreachable",
                source,
                "the metadata `" + settings.metadata().location() + "` cannot be had from here: " + why,
                "check name, certificate and the way there from where the broker runs");
    }
}
