package dev.cuecard.examples;

import dev.cuecard.PromptClient;
import dev.cuecard.call.Model;
import dev.cuecard.stream.Chunk;

/**
 * Who answers an example.
 *
 * @param client makes the calls
 * @param model is asked
 * @param description one line that says who answers, and how to change it
 * @param <C> the chunks it streams
 */
record Answer<C extends Chunk>(PromptClient client, Model<C> model, String description) {}
