package dev.cuecard.benchmarks.stream;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Who is compared: a module of {@code benchmarks/streams} and its main class. */
enum Client {
    RAW_SOCKET("raw socket", "load", "load.RawSocket"),
    OKHTTP_LINES("OkHttp, lines, parser by hand", "okhttp", "okhttp.OkHttpLines"),
    CUECARD("Cuecard, stream()", "cuecard", "cuecard.Blocking"),
    CUECARD_ASYNC("Cuecard, streamAsync()", "cuecard", "cuecard.Asynchronous"),
    CUECARD_OWN_CLIENT("Cuecard, over an OkHttpClient", "cuecard", "cuecard.OwnClient"),
    OPENAI_JAVA("openai-java", "openai-java", "openaijava.Blocking"),
    LANGCHAIN4J("LangChain4j", "langchain4j", "langchain4j.Callbacks"),
    SPRING_AI("Spring AI", "spring-ai", "springai.Reactive"),
    CUECARD_ANTHROPIC("Cuecard, stream(), Anthropic", "cuecard", "cuecard.BlockingAnthropic"),
    ANTHROPIC_JAVA("anthropic-java", "anthropic-java", "anthropicjava.Blocking");

    private static final String PACKAGE = "dev.cuecard.benchmarks.";

    private final String title;
    private final String module;
    private final String mainClass;

    Client(String title, String module, String mainClass) {
        this.title = title;
        this.module = module;
        this.mainClass = mainClass;
    }

    String title() {
        return title;
    }

    String mainClass() {
        return PACKAGE + mainClass;
    }

    /** What its users' programs have on their class path, and the load. */
    String classPath(Path streams) throws IOException {
        Path target = streams.resolve(module).resolve("target");
        return target.resolve("classes")
                + File.pathSeparator
                + Files.readString(target.resolve("class-path")).strip();
    }

    /** The jars that it takes to run, without those of this comparison; of Cuecard's runtime its classes count as one. */
    List<Path> libraries(Path streams) throws IOException {
        return Stream.of(classPath(streams).split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(entry -> !entry.startsWith(streams))
                .toList();
    }
}
