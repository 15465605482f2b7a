package dev.cuecard.processor.source;

/**
 * A Java source file of the compilation.
 *
 * @param name its name without folders, as messages show it
 * @param text its text
 */
record SourceFile(String name, String text) {}
