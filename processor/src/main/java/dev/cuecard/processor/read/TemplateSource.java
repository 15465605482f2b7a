package dev.cuecard.processor.read;

import dev.cuecard.processor.source.Place;

/**
 * A template's text as it was written.
 *
 * @param text the text
 * @param place where it was written: an annotation's value, or a file that the value names
 */
public record TemplateSource(String text, Place place) {}
