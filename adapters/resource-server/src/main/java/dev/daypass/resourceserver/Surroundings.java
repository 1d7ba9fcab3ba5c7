package dev.daypass.resourceserver;

import dev.daypass.resourceserver.proof.ReplayMemory;
import java.net.http.HttpClient;
import java.time.Clock;

/**
 * What the library takes from around it.
 *
 * @param clock what time it is
 * @param client sends to the broker; follows no redirects. Its TLS settings decide whom to trust
 * @param replays where spent proofs are remembered
 */
public record Surroundings(Clock clock, HttpClient client, ReplayMemory replays) {}
