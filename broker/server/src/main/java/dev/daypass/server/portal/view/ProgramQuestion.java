package dev.daypass.server.portal.view;

/**
 * The question whether a program on this machine may act for the person.
 *
 * @param program as it is called
 * @param selfNamed whether it said so itself
 * @param person who is signed in
 * @param provider who vouches
 * @param address where the answer goes
 * @param until when it will be over, in words
 * @param length how long that is, in words
 * @param reason whether some role asks what it is taken for
 * @param action where the answer is posted to
 * @param request names what is answered
 */
public record ProgramQuestion(
        String program,
        boolean selfNamed,
        String person,
        String provider,
        String address,
        String until,
        String length,
        boolean reason,
        String action,
        String request) {}
