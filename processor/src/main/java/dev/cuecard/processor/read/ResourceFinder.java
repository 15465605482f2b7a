package dev.cuecard.processor.read;

import dev.cuecard.processor.source.Locator;
import dev.cuecard.processor.source.TemplateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Finds template files: on the compiler's paths, in the folder that the build names, and beside the source file, in this
 * order. Compilers differ in which of their paths they let a processor read, and in how they refuse.
 */
public final class ResourceFinder {

    private static final int MOST_BYTES = 1 << 20;
    private static final List<StandardLocation> LOCATIONS =
            List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.SOURCE_PATH, StandardLocation.CLASS_PATH);

    private final ProcessingEnvironment environment;
    private final String folder;

    /** Makes a finder; {@code folder} is where the build says that template files lie, empty if it does not. */
    public ResourceFinder(ProcessingEnvironment environment, String folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** A file that is not there, or that cannot be a template. */
    public static final class NotReadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final String sentence;
        private final ArrayList<String> details;

        NotReadable(String sentence, List<String> details) {
            super(sentence);
            this.sentence = sentence;
            this.details = new ArrayList<>(details);
        }

        /** Returns what is wrong. */
        public String sentence() {
            return sentence;
        }

        /** Returns how to mend it. */
        public List<String> details() {
            return details;
        }
    }

    /**
     * A file that was found.
     *
     * @param file its text, and its name as messages show it
     * @param path where it lies on disk, null if it lies on none
     */
    public record Found(TemplateFile file, @Nullable Path path) {}

    /** Finds a prompt's template file. */
    Found find(TypeElement type, String path) throws NotReadable {
        refuseStrayPath(path);
        List<String> tried = new ArrayList<>();
        Optional<Found> found = tryAll(type, path, tried);
        if (found.isPresent()) {
            return found.get();
        }
        throw notFound(path, tried);
    }

    /** A file that a template includes, and the path under which it was found. */
    public record Included(String path, TemplateFile file) {}

    /** Finds a file that a template includes: beside the file that includes it, or where templates are looked for. */
    public Included include(TypeElement type, String path, String from) throws NotReadable {
        refuseStrayPath(path);
        List<String> tried = new ArrayList<>();
        String sibling = beside(from, path);
        for (String each : sibling.equals(path) ? List.of(path) : List.of(sibling, path)) {
            Optional<Found> found = tryAll(type, each, tried);
            if (found.isPresent()) {
                return new Included(each, found.get().file());
            }
        }
        throw notFound(path, tried);
    }

    /** Reads a file that a {@code .prompty} file refers to; it has to lie in that file's own folder, links followed. */
    TemplateFile beside(TypeElement type, String prompt, Found own, String relative) throws NotReadable {
        String path = beside(prompt, relative);
        refuseStrayPath(path);
        List<String> tried = new ArrayList<>();
        Found found = tryAll(type, path, tried).orElseThrow(() -> notFound(path, tried));
        if (own.path() != null && found.path() != null) {
            try {
                Path folder = own.path().toRealPath().getParent();
                if (folder != null && !found.path().toRealPath().startsWith(folder)) {
                    throw new NotReadable(
                            "The file '" + relative + "' lies outside of the prompt's folder.",
                            List.of("Put the file itself there, not a link to it."));
                }
            } catch (IOException e) {
                throw unreadable(found.file().path(), e);
            }
        }
        return found.file();
    }

    private static String beside(String file, String path) {
        return file.substring(0, file.lastIndexOf('/') + 1) + path;
    }

    private Optional<Found> tryAll(TypeElement type, String path, List<String> tried) throws NotReadable {
        for (Location location : LOCATIONS) {
            Optional<Found> found = onPath(location, path, tried);
            if (found.isPresent()) {
                return found;
            }
        }
        for (Path file : inFolders(type, path)) {
            if (Files.isRegularFile(file)) {
                return Optional.of(read(file));
            }
            tried.add("- " + file);
        }
        return Optional.empty();
    }

    private static NotReadable notFound(String path, List<String> places) {
        List<String> tried = new ArrayList<>(new LinkedHashSet<>(places));
        tried.add(0, "It was looked for in:");
        tried.add("Put the file there, or say where templates lie with -Acuecard.resources=FOLDER.");
        return new NotReadable("There is no template file '" + path + "'.", tried);
    }

    private List<Path> inFolders(TypeElement type, String path) throws NotReadable {
        List<Path> files = new ArrayList<>();
        try {
            if (!folder.isEmpty()) {
                files.add(Path.of(folder).resolve(path));
            }
            new Locator(environment).folderOf(type).ifPresent(beside -> files.add(beside.resolve(path)));
        } catch (InvalidPathException e) {
            throw new NotReadable(
                    "'" + e.getInput() + "' is no path on this machine.",
                    List.of("It is the prompt's resource, or the build's -Acuecard.resources: " + e.getReason() + "."));
        }
        return files;
    }

    private static void refuseStrayPath(String path) throws NotReadable {
        boolean absolute = path.startsWith("/") || path.indexOf(':') >= 0;
        boolean strays = false;
        for (String name : path.split("/", -1)) {
            strays |= name.isEmpty() || name.equals(".") || name.equals("..");
        }
        if (absolute || strays || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            throw new NotReadable(
                    "The path '" + path.replace('\0', '?') + "' does not stay within the source and resource folders.",
                    List.of("Write it relative to such a folder, with '/' between names and without '..', as in"
                            + " recipes/chat.txt."));
        }
    }

    private Optional<Found> onPath(Location location, String path, List<String> tried) throws NotReadable {
        FileObject file;
        InputStream stream;
        try {
            file = environment.getFiler().getResource(location, "", path);
            stream = file.openInputStream();
        } catch (IOException | RuntimeException e) {
            // No such file there, or no such path in this compiler; each says so in a way of its own.
            tried.add("- " + location.getName());
            return Optional.empty();
        }
        try (stream) {
            return Optional.of(new Found(decode(file.getName(), stream.readNBytes(MOST_BYTES + 1)), pathOf(file)));
        } catch (IOException e) {
            throw unreadable(file.getName(), e);
        }
    }

    /** Returns where a file lies, where the compiler's own file system is that of the machine. */
    private static @Nullable Path pathOf(FileObject file) {
        try {
            return "file".equals(file.toUri().getScheme()) ? Path.of(file.toUri()) : null;
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            // A path that this machine does not know is one that no link can lead out of.
            return null;
        }
    }

    private static Found read(Path file) throws NotReadable {
        try (InputStream stream = Files.newInputStream(file)) {
            return new Found(decode(file.toString(), stream.readNBytes(MOST_BYTES + 1)), file);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static NotReadable unreadable(String name, Exception cause) {
        NotReadable problem = new NotReadable(
                "The template file '" + name + "' could not be read.", List.of("The cause: " + cause.getMessage()));
        problem.initCause(cause);
        return problem;
    }

    private static TemplateFile decode(String name, byte[] bytes) throws NotReadable {
        if (bytes.length > MOST_BYTES) {
            throw new NotReadable(
                    "The template file '" + name + "' is larger than 1 MiB.",
                    List.of("A template is text that becomes part of a class; bring large texts in as inputs."));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = text.startsWith("\uFEFF");
            return new TemplateFile(name, marked ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new NotReadable("The template file '" + name + "' is not UTF-8 text.", List.of("Save it in UTF-8."));
        }
    }
}
