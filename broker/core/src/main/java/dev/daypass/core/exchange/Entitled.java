package dev.daypass.core.exchange;

import dev.daypass.core.rules.SessionShape;
import java.util.List;

/**
 * A request that the rules allow, with the shape they give the session.
 *
 * @param rules names of the rules that granted; empty where the caller is no federated identity
 * @param wishes what the provider asks for the session
 */
record Entitled(Ask ask, List<String> rules, SessionShape shape, ProviderWishes wishes) {}
