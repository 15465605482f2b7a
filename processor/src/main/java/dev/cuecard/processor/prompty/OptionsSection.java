package dev.cuecard.processor.prompty;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a file asks of its model, by the names of all generations. */
final class OptionsSection {

    private final Faults faults;
    private final Shapes shapes;
    private final Set<String> given = new HashSet<>();
    private final List<PromptyModel.Extra> extra = new ArrayList<>();
    private Optional<Located<Double>> temperature = Optional.empty();
    private Optional<Located<Double>> topP = Optional.empty();
    private Optional<Located<Integer>> maxTokens = Optional.empty();
    private Optional<Located<Long>> seed = Optional.empty();
    private Optional<Located<List<String>>> stop = Optional.empty();
    private Optional<Located<Boolean>> stream = Optional.empty();
    private Optional<YamlValue> tools = Optional.empty();

    OptionsSection(Faults faults, Shapes shapes) {
        this.faults = faults;
        this.shapes = shapes;
    }

    PromptyModel.Options options() {
        return new PromptyModel.Options(temperature, topP, maxTokens, seed, stop, stream, extra);
    }

    Optional<YamlValue> tools() {
        return tools;
    }

    /** Reads a group of options, if there is one. */
    void read(Optional<YamlValue> group, String key) {
        group.flatMap(value -> shapes.mapping(value, "The model's " + key, "a mapping"))
                .ifPresent(mapping -> mapping.entries().forEach(this::read));
    }

    private void read(YamlValue.Entry entry) {
        YamlValue value = entry.value();
        if (YamlValue.isNull(value)) {
            return;
        }
        if (entry.key().equals("additionalProperties")) {
            read(Optional.of(value), "additionalProperties");
            return;
        }
        String name = wireName(entry.key());
        String what = "The option '" + Wording.excerpt(entry.key()) + "'";
        if (!given.add(name)) {
            faults.add(entry.keyOffset(), what + " is given twice, by this name or another.", "Take one of them away.");
            return;
        }
        switch (name) {
            case "temperature" -> temperature = shapes.number(value, what);
            case "top_p" -> topP = shapes.number(value, what);
            case "max_tokens" ->
                maxTokens = shapes.integer(value, what, Integer.SIZE)
                        .map(number -> new Located<>(number.value().intValueExact(), number.offset()));
            case "seed" ->
                seed = shapes.integer(value, what, Long.SIZE)
                        .map(number -> new Located<>(number.value().longValueExact(), number.offset()));
            case "stop" -> stop = shapes.texts(value, what);
            case "stream" -> stream = shapes.flag(value, what);
            case "tools" -> tools = Optional.of(value);
            default ->
                shapes.constant(value, what)
                        .ifPresent(known -> extra.add(new PromptyModel.Extra(name, known.toJson(), entry.keyOffset())));
        }
    }

    /** Returns the name on the wire of what today's generation names in a way of its own. */
    private static String wireName(String key) {
        return switch (key) {
            case "topP" -> "top_p";
            case "topK" -> "top_k";
            case "maxOutputTokens", "maxTokens" -> "max_tokens";
            case "stopSequences" -> "stop";
            case "frequencyPenalty" -> "frequency_penalty";
            case "presencePenalty" -> "presence_penalty";
            case "allowMultipleToolCalls" -> "parallel_tool_calls";
            default -> key;
        };
    }
}
