package dev.cuecard.benchmarks.compile;

import dev.cuecard.Prompt;
import dev.cuecard.processor.PromptProcessor;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;

/** Where the classes of this process came from: what a compiler is given to find them too. */
final class Libraries {

    /** What the processor's jar holds once it is packaged; before that they lie beside it. */
    private static final List<String> SHADED =
            List.of("com.palantir.javapoet.JavaFile", "org.snakeyaml.engine.v2.api.Load");

    private Libraries() {}

    /** Returns the class path of a project with prompts. */
    static List<File> classPath() {
        return List.of(home(Prompt.class), home(NullMarked.class), home(OkHttpClient.class));
    }

    /** Returns the path that the processor is loaded from. */
    static String processorPath() {
        return Stream.concat(
                        Stream.of(home(PromptProcessor.class)), SHADED.stream().flatMap(Libraries::homeOf))
                .map(File::getPath)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<File> homeOf(String className) {
        try {
            return Stream.of(home(Class.forName(className)));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }

    private static File home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
