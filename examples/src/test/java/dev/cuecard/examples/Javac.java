package dev.cuecard.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources with the annotation processor and all warnings, as a user's build would. */
final class Javac {

    private Javac() {}

    /**
     * What came of it.
     *
     * @param success whether there was no error
     * @param output what javac printed, without the folder
     * @param classes where the classes are
     */
    record Compilation(boolean success, String output, Path classes) {

        ClassLoader loader() {
            try {
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Javac.class.getClassLoader());
                loader.setDefaultAssertionStatus(true);
                return loader;
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Compiles sources of the default package; other files only lie beside them.
     *
     * @param folder an empty folder
     * @param sources the texts by the names of their files
     */
    static Compilation compile(Path folder, Map<String, String> sources) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = Files.writeString(folder.resolve(source.getKey()), source.getValue());
            if (source.getKey().endsWith(".java")) {
                files.add(file);
            }
        }
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String path = System.getProperty("java.class.path");
        // All warnings but those of folders on the class path that are not there, and of JUnit's annotations, which no
        // processor claims.
        List<String> options = List.of(
                "-Xlint:all,-path,-processing",
                "-Werror",
                "-classpath",
                path,
                "-processorpath",
                path,
                "-d",
                classes.toString());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ENGLISH, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(output, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
            task.setLocale(Locale.ENGLISH);
            boolean success = task.call();
            return new Compilation(
                    success,
                    output.toString().replace(folder + folder.getFileSystem().getSeparator(), ""),
                    classes);
        }
    }
}
