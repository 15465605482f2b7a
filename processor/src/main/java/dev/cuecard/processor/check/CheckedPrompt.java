package dev.cuecard.processor.check;

import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import java.util.List;
import java.util.Map;

/**
 * A prompt without errors: all that is needed to write its implementation.
 *
 * @param declaration what the interface declares
 * @param model the model that it names
 * @param settings what it says of sampling
 * @param defaults the values of inputs that have a default
 * @param template the template's text as it was written
 * @param turns the template, typed
 */
public record CheckedPrompt(
        PromptDeclaration declaration,
        ModelName model,
        List<Setting> settings,
        Map<Input, DefaultValue> defaults,
        String template,
        List<Turn> turns) {

    public CheckedPrompt {
        settings = List.copyOf(settings);
        defaults = Map.copyOf(defaults);
        turns = List.copyOf(turns);
    }

    /**
     * A model, and the runtime's classes for it.
     *
     * @param provider the provider's name
     * @param name the model's name there
     * @param kind the protocol that the provider speaks
     */
    public record ModelName(String provider, String name, Protocol kind) {
        @Override
        public String toString() {
            return provider + ":" + name;
        }
    }

    /**
     * A call option that the annotation sets.
     *
     * @param option the option's name
     * @param arguments what it is set to: strings and numbers
     */
    public record Setting(String option, List<Object> arguments) {

        public Setting {
            arguments = List.copyOf(arguments);
        }
    }
}
