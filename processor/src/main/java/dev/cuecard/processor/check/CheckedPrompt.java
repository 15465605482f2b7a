package dev.cuecard.processor.check;

import dev.cuecard.processor.read.Input;
import dev.cuecard.processor.read.PromptDeclaration;
import dev.cuecard.processor.read.TemplateSource;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A prompt without errors: all that is needed to write its implementation.
 *
 * @param declaration what the interface declares
 * @param model the model that it names
 * @param settings what it says of sampling
 * @param defaults the values of inputs that have a default
 * @param source the template as it was written
 * @param connection how a file says that its provider is reached
 * @param pieces the template, typed
 * @param layout how its messages begin and end
 * @param forms how values become text
 */
public record CheckedPrompt(
        PromptDeclaration declaration,
        ModelName model,
        List<Setting> settings,
        Map<Input, DefaultValue> defaults,
        TemplateSource source,
        Optional<Connection> connection,
        List<Piece> pieces,
        Layout layout,
        TextForms forms) {

    public CheckedPrompt {
        settings = List.copyOf(settings);
        defaults = Map.copyOf(defaults);
        pieces = List.copyOf(pieces);
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

    /**
     * How a file says that its provider is reached. Its texts may refer to environment variables.
     *
     * @param file the file, as the annotation names it
     * @param provider the provider's name
     * @param endpoint its URL, empty if the file names none
     * @param apiKey its key, empty if the file names none
     */
    public record Connection(String file, String provider, String endpoint, String apiKey) {}

    /**
     * How the messages of a template begin and end.
     *
     * @param first whose the text before the first role is
     * @param withoutNewlines whether messages lose the newlines at their ends
     * @param lenient whether a null that nothing announced is nothing, and no error
     */
    public record Layout(Speaker first, boolean withoutNewlines, boolean lenient) {}
}
