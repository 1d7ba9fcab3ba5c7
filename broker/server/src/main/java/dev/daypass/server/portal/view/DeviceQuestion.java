package dev.daypass.server.portal.view;

/**
 * The question whether a program on some machine may act for the person.
 *
 * @param code to compare
 * @param program as it is called
 * @param selfNamed whether it said so itself
 * @param address from where it asks
 * @param sameAddress whether this browser has that address too
 * @param device kind of machine; empty if unknown
 * @param age how long ago it began to ask, in words
 * @param person who is signed in
 * @param provider who vouches
 * @param until when it will be over, in words
 * @param length how long that is, in words
 * @param reason whether some role asks what it is taken for
 */
public record DeviceQuestion(
        String code,
        String program,
        boolean selfNamed,
        String address,
        boolean sameAddress,
        String device,
        String age,
        String person,
        String provider,
        String until,
        String length,
        boolean reason) {}
