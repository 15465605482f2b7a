package dev.cuecard.processor.read;

import dev.cuecard.processor.prompty.Prompty;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.source.TemplateFile;
import java.util.Optional;

/**
 * A template's text as it was written.
 *
 * @param text the text
 * @param syntax how it is written
 * @param place where it was written: an annotation's value, or a file that the value names
 * @param shift where the text begins in what the place means: behind a file's front matter
 * @param path the path of the file as the annotation names it, empty where there is none
 * @param prompty what the front matter of a {@code .prompty} file says
 */
public record TemplateSource(
        String text, Syntax syntax, Place place, int shift, String path, Optional<Prompty> prompty) {

    static TemplateSource written(WrittenText text, Syntax syntax) {
        return new TemplateSource(text.text(), syntax, text.place(), 0, "", Optional.empty());
    }

    static TemplateSource in(TemplateFile file, String path, Syntax syntax, Place place) {
        return new TemplateSource(file.text(), syntax, place, 0, path, Optional.empty());
    }
}
