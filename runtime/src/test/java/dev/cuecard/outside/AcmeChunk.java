package dev.cuecard.outside;

import dev.cuecard.stream.Choice;
import dev.cuecard.stream.Chunk;
import dev.cuecard.stream.Delta;
import dev.cuecard.stream.Usage;
import java.util.List;
import java.util.Optional;

/**
 * A chunk of the imagined maker's protocol.
 *
 * @param json what came over the wire
 * @param choice what it adds
 * @param usage the tokens counted
 */
record AcmeChunk(String json, Choice choice, Optional<Usage> usage) implements Chunk {

    @Override
    public String content() {
        return delta().content();
    }

    @Override
    public Delta delta() {
        return choice.delta();
    }

    @Override
    public List<Choice> choices() {
        return List.of(choice);
    }

    @Override
    public List<String> chunk() {
        return List.of(json.split(" ", -1));
    }

    @Override
    public String id() {
        return "acme-1";
    }

    @Override
    public String model() {
        return "roadrunner";
    }
}
