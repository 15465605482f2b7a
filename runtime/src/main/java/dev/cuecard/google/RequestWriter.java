package dev.cuecard.google;

import dev.cuecard.call.CallOptions;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.message.Message;
import dev.cuecard.message.Part;
import dev.cuecard.message.Role;
import dev.cuecard.message.Text;
import dev.cuecard.provider.ChatRequest;
import dev.cuecard.wire.ExtraFields;
import dev.cuecard.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a request's JSON. A field that the caller sets as an extra one replaces the field of the same name, except that
 * the members of an extra {@code generationConfig} are laid over those that the options give. The model and whether the
 * reply is streamed stand in the path alone.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini API reference, Generating content</a>
 */
final class RequestWriter {

    String write(ChatRequest request) {
        ExtraFields extra = ExtraFields.of(GeminiProvider.NAME, request);
        requireNoModel(extra);
        return JsonText.object(json -> {
            if (!extra.has("systemInstruction")) {
                system(json, request.messages());
            }
            if (!extra.has("contents")) {
                contents(json, request.messages());
            }
            CallOptions options = request.options();
            extra.object(json, "generationConfig", isSampled(options), given -> sampling(json, given, options));
            extra.writeRest(json);
        });
    }

    private static void requireNoModel(ExtraFields extra) {
        if (extra.has("model")) {
            throw new ConfigurationException("The extra field 'model' cannot be sent to " + GeminiProvider.NAME
                    + ": the model is part of the URL there. Leave the field out and choose with the prompt's model or"
                    + " on(Gemini.model(…)).");
        }
    }

    /** Instructions stand beside the conversation, wherever in it they were. */
    private static void system(JsonGenerator json, List<Message> messages) {
        List<String> instructions = new ArrayList<>();
        for (Message message : messages) {
            if (isInstruction(message)) {
                for (Part part : message.parts()) {
                    if (part instanceof Text text && !text.text().isEmpty()) {
                        instructions.add(text.text());
                    }
                }
            }
        }
        if (instructions.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("systemInstruction");
        json.writeArrayPropertyStart("parts");
        for (String instruction : instructions) {
            json.writeStartObject();
            json.writeStringProperty("text", instruction);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static boolean isInstruction(Message message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }

    private static void contents(JsonGenerator json, List<Message> messages) {
        json.writeArrayPropertyStart("contents");
        ContentWriter writer = new ContentWriter(json);
        for (int i = 0; i < messages.size(); i++) {
            writer.write(messages.get(i), i + 1);
        }
        if (!writer.end()) {
            throw new ConfigurationException("The conversation holds nothing that " + GeminiProvider.NAME
                    + " could answer: it needs a message that is not of role SYSTEM or DEVELOPER and not empty. Put what"
                    + " the model shall do into a USER message.");
        }
        json.writeEndArray();
    }

    private static boolean isSampled(CallOptions options) {
        return options.temperature().isPresent()
                || options.topP().isPresent()
                || options.maxTokens().isPresent()
                || options.seed().isPresent()
                || !options.stop().isEmpty();
    }

    private static void sampling(JsonGenerator json, ExtraFields given, CallOptions options) {
        given.number(json, "temperature", options.temperature());
        given.number(json, "topP", options.topP());
        given.number(json, "maxOutputTokens", options.maxTokens());
        if (!given.has("seed")) {
            given.number(json, "seed", seed(options.seed()));
        }
        given.texts(json, "stopSequences", options.stop());
    }

    private static OptionalInt seed(OptionalLong seed) {
        if (seed.isEmpty()) {
            return OptionalInt.empty();
        }
        long value = seed.getAsLong();
        if (value != (int) value) {
            throw new ConfigurationException("CallOptions.seed is " + value + ", and " + GeminiProvider.NAME
                    + " takes a seed from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                    + ". Choose one within that range.");
        }
        return OptionalInt.of((int) value);
    }
}
