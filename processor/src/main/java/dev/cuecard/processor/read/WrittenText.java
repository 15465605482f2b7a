package dev.cuecard.processor.read;

import dev.cuecard.processor.source.Place;

/**
 * A text in an annotation.
 *
 * @param text the text
 * @param place where it is written
 */
public record WrittenText(String text, Place place) {}
