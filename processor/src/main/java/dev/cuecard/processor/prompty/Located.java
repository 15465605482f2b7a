package dev.cuecard.processor.prompty;

/**
 * Something that the front matter says, and where.
 *
 * @param <T> what it is
 * @param value what it says
 * @param offset where it stands in the file
 */
public record Located<T>(T value, int offset) {}
