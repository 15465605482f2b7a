package dev.cuecard.benchmarks.compile;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;

/** Keeps what a compiler writes in memory, so that no disk is measured. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, Written> sources = new LinkedHashMap<>();
    private int classes;

    MemoryFiles(JavaFileManager libraries) {
        super(libraries);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, Kind kind, FileObject sibling) {
        Written file = new Written(className, kind);
        if (kind == Kind.SOURCE) {
            sources.put(className, file);
        } else {
            classes++;
        }
        return file;
    }

    /** Returns the sources that a processor wrote. */
    List<SourceText> sources() {
        return sources.entrySet().stream()
                .map(file -> new SourceText(file.getKey(), file.getValue().text()))
                .toList();
    }

    int classes() {
        return classes;
    }

    private static final class Written extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Written(String className, Kind kind) {
            super(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }

        @Override
        public String getCharContent(boolean ignoreEncodingErrors) {
            return text();
        }

        private String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
