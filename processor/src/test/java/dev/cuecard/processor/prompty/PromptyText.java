package dev.cuecard.processor.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.processor.source.TemplateFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code .prompty} file of a test, with the files beside it. */
record PromptyText(String text, Map<String, String> files) {

    static PromptyText of(String text) {
        return new PromptyText(text, Map.of());
    }

    /** A file with some front matter. */
    static PromptyText front(String frontMatter) {
        return of("---\n" + frontMatter + "\n---\nuser:\nHi\n");
    }

    PromptyText with(String path, String content) {
        Map<String, String> more = new LinkedHashMap<>(files);
        more.put(path, content);
        return new PromptyText(text, more);
    }

    Prompty read() {
        return PromptyReader.read(new TemplateFile("chat.prompty", text), relative -> {
            String content = files.get(relative);
            if (content == null) {
                throw new PromptyReader.Unreadable("There is no file '" + relative + "'.", List.of("Put it there."));
            }
            return new TemplateFile(relative, content);
        });
    }

    Prompty readWithoutFaults() {
        Prompty prompty = read();
        assertThat(prompty.faults()).isEmpty();
        return prompty;
    }

    /** Reads the file and shows its faults: line, column and sentence. */
    List<String> faults() {
        return read().faults().stream()
                .map(fault -> placeOf(fault.offset()) + " " + fault.sentence())
                .toList();
    }

    private String placeOf(int offset) {
        String before = text.substring(0, offset);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return line + ":" + (offset - before.lastIndexOf('\n'));
    }
}
