package dev.cuecard.processor.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Where test projects lie, and the path that a user's project would have. */
final class Workspace {

    /** One class of each library that the runtime brings to a user's path. */
    private static final List<String> RUNTIME = List.of(
            "dev.cuecard.Prompt",
            "okhttp3.OkHttpClient",
            "okio.Buffer",
            "kotlin.Unit",
            "tools.jackson.databind.json.JsonMapper",
            "tools.jackson.core.JacksonException",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "io.opentelemetry.api.OpenTelemetry",
            "io.opentelemetry.context.Context",
            "io.opentelemetry.common.ComponentLoader",
            "org.jspecify.annotations.Nullable");

    /** One class of each library that the processor's jar holds. */
    private static final List<String> PROCESSOR = List.of(
            "dev.cuecard.processor.PromptProcessor",
            "com.palantir.javapoet.JavaFile",
            "org.jspecify.annotations.Nullable");

    private static final Path ROOT = emptied(Path.of(System.getProperty("basedir", "."), "target", "compilations"));
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RUNTIME_PATH = joined(RUNTIME);

    private Workspace() {}

    /** Makes a folder for one project. It is kept until the next run of the tests, to be looked at. */
    static Path folder() {
        try {
            return Files.createDirectories(ROOT.resolve("project" + COUNT.incrementAndGet())
                    .toAbsolutePath()
                    .normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the runtime and its dependencies, nothing else: no processor, no test library. */
    static String runtimePath() {
        return RUNTIME_PATH;
    }

    /** Copies the runtime's classes but for one package into a folder, and returns the path with the copy in its place. */
    static String runtimePathWithout(String packageName, Path folder) throws IOException {
        Path runtime = Path.of(location(dev.cuecard.Prompt.class));
        if (Files.isDirectory(runtime)) {
            copy(runtime, packageName, folder);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(runtime)) {
                copy(jar.getPath("/"), packageName, folder);
            }
        }
        List<String> rest = new ArrayList<>(List.of(RUNTIME_PATH.split(File.pathSeparator)));
        rest.set(0, folder.toString());
        return String.join(File.pathSeparator, rest);
    }

    private static void copy(Path root, String packageName, Path folder) throws IOException {
        String left = packageName.replace('.', '/') + "/";
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = root.relativize(file).toString().replace(File.separatorChar, '/');
                if (relative.endsWith(".class") && !relative.startsWith(left)) {
                    Path target = folder.resolve(relative);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Returns the processor and what it is made with. */
    static String processorPath() {
        return joined(PROCESSOR);
    }

    /** Returns the folder or jar that a class comes from. */
    static String location(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String joined(List<String> classes) {
        List<String> paths = new ArrayList<>();
        for (String name : classes) {
            try {
                paths.add(location(Class.forName(name, false, Workspace.class.getClassLoader())));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("Not on the tests' class path: " + name, e);
            }
        }
        return String.join(File.pathSeparator, paths);
    }

    private static Path emptied(Path folder) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }
}
