package dev.cuecard.processor.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that are compared whole: the files in the test resources' folder {@code golden}. */
public final class Golden {

    private Golden() {}

    /** Returns the text of a file, whose name ends in {@code .txt} beyond this name. */
    public static String text(String name) {
        try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + name + ".txt")) {
            if (stream == null) {
                throw new AssertionError("No golden file " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
