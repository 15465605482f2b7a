package dev.cuecard;

import dev.cuecard.call.CallOptions;
import java.util.Objects;

/**
 * What is known of a prompt at compile time.
 *
 * @param name the interface's name, with the names of the types around it
 * @param model the model as {@code provider:name}
 * @param syntax how the template is written
 * @param template the template's text, as it stands in the source or the file
 * @param options what the annotation or the file says of sampling
 */
public record PromptInfo(String name, String model, TemplateSyntax syntax, String template, CallOptions options) {

    /** Makes the description; called by generated code. */
    public PromptInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(syntax, "syntax");
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(options, "options");
    }
}
