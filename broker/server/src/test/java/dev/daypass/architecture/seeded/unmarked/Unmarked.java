package dev.daypass.architecture.seeded.unmarked;

/** Lives in a package that nobody marked. */
final class Unmarked {}
