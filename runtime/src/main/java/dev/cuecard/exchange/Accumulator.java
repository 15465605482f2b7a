package dev.cuecard.exchange;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.ChoiceResult;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Usage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the chunks of a stream add up to. Written by the reading thread while the {@link Exchange} holds others
 * off, and read once, when the stream has ended.
 */
final class Accumulator {

    private final boolean keepText;
    private final Map<Integer, ChoiceAccumulator> choices = new HashMap<>(2);

    /** The one that the last chunk added to: most streams have no other. */
    private @Nullable ChoiceAccumulator last;

    private Optional<Usage> usage = Optional.empty();
    private String model = "";
    private String responseId = "";
    private long chunkCount;

    Accumulator(boolean keepText) {
        this.keepText = keepText;
    }

    void add(Chunk chunk) {
        chunkCount++;
        List<Choice> listed = chunk.choices();
        for (int i = 0; i < listed.size(); i++) {
            Choice choice = listed.get(i);
            choice(choice.index()).add(choice);
        }
        Optional<Usage> counted = chunk.usage();
        if (counted.isPresent()) {
            usage = counted;
        }
        if (model.isEmpty()) {
            model = chunk.model();
        }
        if (responseId.isEmpty()) {
            responseId = chunk.id();
        }
    }

    /** Whether anything was said: what came before may be forgotten if nobody has seen it. */
    boolean hasContent() {
        return choices.values().stream().anyMatch(ChoiceAccumulator::hasContent);
    }

    /** Forgets all. */
    void clear() {
        choices.clear();
        last = null;
        usage = Optional.empty();
        model = "";
        responseId = "";
        chunkCount = 0;
    }

    private ChoiceAccumulator choice(int index) {
        ChoiceAccumulator choice = last;
        if (choice == null || choice.index() != index) {
            choice = choices.computeIfAbsent(index, added -> new ChoiceAccumulator(added, keepText));
            last = choice;
        }
        return choice;
    }

    long chunkCount() {
        return chunkCount;
    }

    Optional<Usage> usage() {
        return usage;
    }

    String model() {
        return model;
    }

    String responseId() {
        return responseId;
    }

    /** The words with which choice 0 declined, if it did. */
    Optional<String> refusal() {
        return main().flatMap(ChoiceAccumulator::refusal);
    }

    /** The arguments of a tool call that broke off although nothing says that the limit of tokens cut them. */
    Optional<String> brokenArguments() {
        for (ChoiceAccumulator choice : choices.values()) {
            Optional<String> broken = choice.brokenArguments();
            if (broken.isPresent() && !choice.cutShort()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    List<ChoiceResult> results(boolean whole) {
        return choices.values().stream()
                .sorted(Comparator.comparingInt(ChoiceAccumulator::index))
                .map(choice -> choice.result(whole))
                .toList();
    }

    private Optional<ChoiceAccumulator> main() {
        return Optional.ofNullable(choices.get(0));
    }
}
