package dev.cuecard.examples;

import dev.cuecard.Prompt;
import java.util.List;

/** A prompt whose text, model and defaults lie in a {@code .prompty} file; both are checked against each other. */
@Prompt(resource = "recipes/chef.prompty")
public interface Chef {

    /** What has to be used. */
    String ingredient();

    /** What may be used. */
    List<String> cupboard();

    /** How many will eat. */
    int guests();
}
