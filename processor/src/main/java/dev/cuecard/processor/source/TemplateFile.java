package dev.cuecard.processor.source;

/**
 * A file that holds a template.
 *
 * @param path its path as messages show it
 * @param text its text
 */
public record TemplateFile(String path, String text) {}
