/**
 * The STS: AWS Query protocol, version 2011-06-15, at {@code /}, {@code /sts} and {@code /aws/sts}.
 *
 * <p>The way through: {@link dev.daypass.server.sts.StsEndpoint} reads the parameters, {@code StsParser} makes one {@link
 * dev.daypass.server.sts.StsRequest} of them, {@code StsCall} has the core decide, {@code StsXml} writes what was granted
 * and {@code StsErrors} what was not. Signed requests are brought into canonical form by {@link
 * dev.daypass.server.sts.SigV4}; whether the signature holds is the core's to say. {@link
 * dev.daypass.server.sts.StsWithTicket} answers one of the calls for an entrance that takes Kerberos tickets in a header.
 * Nothing here decides about access.
 *
 * <p>AWS STS API reference; AWS Signature Version 4.
 */
@NullMarked
package dev.daypass.server.sts;

import org.jspecify.annotations.NullMarked;
