/**
 * XML as it comes in: parsed once, within limits, into one tree that nobody parses or copies again.
 *
 * <p>{@link dev.daypass.adapters.saml.xml.XmlParser} is the only class that makes parsers (security catalogue S35 to
 * S39). It hands out a {@link dev.daypass.adapters.saml.xml.ParsedXml}, which {@link
 * dev.daypass.adapters.saml.xml.ElementReader} walks child by child against a whitelist; texts, base64 and times have one
 * strict reader each. Next door: {@code signature} and {@code encryption} read their parts with these tools.
 */
@NullMarked
package dev.daypass.adapters.saml.xml;

import org.jspecify.annotations.NullMarked;
