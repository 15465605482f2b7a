package dev.cuecard.processor.prompty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a text of YAML 1.2 (its core schema) to values that know their places. It builds them from the library's events,
 * not from its nodes: what is nested too deep would overflow the stack before the library hands out a node.
 */
final class YamlReader {

    private static final int LONGEST = 1 << 18;
    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 50_000;
    private static final int LONG_TEXT = 64;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            .setCodePointLimit(LONGEST)
            .build();

    /** Where faults go; the index is that of the text that was read. */
    interface Report {
        void fault(int index, String sentence, String... details);
    }

    /** A text with which nothing more can be done. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int index;
        private final String sentence;
        private final String detail;

        Refused(int index, String sentence, String detail) {
            super(sentence);
            this.index = index;
            this.sentence = sentence;
            this.detail = detail;
        }
    }

    /** A value with its measures, which aliases repeat: its values, long texts as several, and its levels. */
    private record Measured(YamlValue value, int count, int height) {}

    private final String text;
    private final String subject;
    private final IntUnaryOperator places;
    private final Report report;
    private final YamlTags tags;
    private final Map<String, Measured> anchors = new HashMap<>();
    private final int[] indexes;
    private Iterator<Event> events = List.<Event>of().iterator();
    private int last;
    private int values;

    /**
     * Makes a reader.
     *
     * @param text the text
     * @param subject what the text is, as a sentence begins with it
     * @param places gives the offset that a value at an index of the text has
     * @param report takes the faults
     */
    YamlReader(String text, String subject, IntUnaryOperator places, Report report) {
        this.text = text;
        this.subject = subject;
        this.places = places;
        this.report = report;
        this.tags = new YamlTags(report);
        this.indexes = text.codePoints().anyMatch(c -> c > Character.MAX_VALUE) ? indexesOf(text) : new int[0];
    }

    /** Returns the text's value, nothing if there is none. */
    Optional<YamlValue> read() {
        try {
            refuseSize();
            refuseCharacters();
            events = new Parse(SETTINGS).parseString(text).iterator();
            return document();
        } catch (Refused e) {
            report.fault(e.index, e.sentence, e.detail);
            return Optional.empty();
        }
    }

    private void refuseSize() throws Refused {
        if (text.length() > LONGEST) {
            throw new Refused(
                    0,
                    subject + " is longer than " + LONGEST / 1024 + " KiB of text.",
                    "It holds settings; what is long belongs into the template or into an input.");
        }
    }

    private void refuseCharacters() throws Refused {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean printable = c == '\t' || c == '\n' || c == '\r' || c == 0x85 || (c >= ' ' && !isControl(c));
            if (!printable
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    || (c & 0xfffe) == 0xfffe) {
                throw new Refused(
                        i,
                        subject + " is not valid YAML: it holds the character U+" + hex(c) + ".",
                        "Take it away, or write it as an escape in a text in double quotes.");
            }
            i += Character.charCount(c);
        }
    }

    private static boolean isControl(int c) {
        return Character.getType(c) == Character.CONTROL;
    }

    private static String hex(int c) {
        return String.format(Locale.ROOT, "%04X", c);
    }

    private Optional<YamlValue> document() throws Refused {
        next();
        if (next().getEventId() == Event.ID.StreamEnd) {
            return Optional.empty();
        }
        YamlValue root = node(next(), 0).value();
        next();
        Event after = next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new Refused(
                    startOf(after),
                    subject + " holds more than one document of YAML.",
                    "Take all of them but one away.");
        }
        return Optional.of(root);
    }

    private Event next() throws Refused {
        try {
            Event event = events.next();
            last = event.getEndMark().map(this::indexOf).orElse(last);
            return event;
        } catch (MarkedYamlEngineException e) {
            throw invalid(placeOf(e), Wording.oneLine(e.getProblem()), e);
        } catch (RuntimeException e) {
            // Odd directives and escapes come out as other exceptions of the library's, or of the JDK's, without a
            // place.
            throw invalid(last, Wording.oneLine(String.valueOf(e.getMessage())), e);
        }
    }

    /** Returns where the library stopped; where that is the end of the text, where what is not ended begins. */
    private int placeOf(MarkedYamlEngineException thrown) {
        int stopped = thrown.getProblemMark().map(this::indexOf).orElse(text.length());
        return stopped < text.length()
                ? stopped
                : thrown.getContextMark().map(this::indexOf).orElse(last);
    }

    private Refused invalid(int index, String problem, RuntimeException cause) {
        Refused refused = new Refused(
                index,
                subject + " is not valid YAML: " + problem + ".",
                "Indent with spaces, and put a text that holds signs of YAML, as ': ' or '#' or '[', in quotes.");
        refused.initCause(cause);
        return refused;
    }

    private Measured node(Event event, int depth) throws Refused {
        Measured node;
        if (event instanceof AliasEvent alias) {
            node = repeated(alias);
        } else if (event instanceof ScalarEvent scalar) {
            node = new Measured(
                    new YamlValue.Scalar(scalar.getValue(), tags.typeOf(scalar, startOf(scalar)), placeOf(scalar)),
                    weightOf(scalar),
                    0);
        } else {
            CollectionStartEvent start = (CollectionStartEvent) event;
            refuseDepth(start, depth + 1);
            tags.check(start, startOf(start));
            node = event instanceof MappingStartEvent ? mapping(start, depth + 1) : sequence(start, depth + 1);
        }
        refuseDepth(event, depth + node.height());
        values += event instanceof CollectionStartEvent ? 1 : node.count();
        if (values > MOST_VALUES) {
            throw new Refused(
                    startOf(event),
                    subject + " holds more than " + MOST_VALUES + " values, those counted that aliases repeat.",
                    "It holds settings; what is long belongs into the template or into an input.");
        }
        if (event instanceof NodeEvent anchored && !(event instanceof AliasEvent)) {
            anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        }
        return node;
    }

    private static int weightOf(ScalarEvent event) {
        return 1 + event.getValue().length() / LONG_TEXT;
    }

    private void refuseDepth(Event event, int depth) throws Refused {
        if (depth > DEEPEST) {
            throw new Refused(
                    startOf(event), subject + " is nested more than " + DEEPEST + " levels deep.", "Write it flatter.");
        }
    }

    private Measured repeated(AliasEvent alias) throws Refused {
        Measured node = anchors.get(alias.getAlias().getValue());
        if (node == null) {
            throw new Refused(
                    startOf(alias),
                    subject + " repeats what has no anchor: '*"
                            + Wording.excerpt(alias.getAlias().getValue()) + "'.",
                    "An anchor, as &name, stands before what it names, and that ends before an alias repeats it.");
        }
        return node;
    }

    private Measured sequence(CollectionStartEvent start, int depth) throws Refused {
        List<YamlValue> elements = new ArrayList<>();
        int count = 1;
        int height = 0;
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            Measured element = node(event, depth);
            elements.add(element.value());
            count += element.count();
            height = Math.max(height, element.height());
        }
        return new Measured(new YamlValue.Sequence(elements, placeOf(start)), count, height + 1);
    }

    private Measured mapping(CollectionStartEvent start, int depth) throws Refused {
        List<YamlValue.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int count = 1;
        int height = 0;
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            int keyIndex = startOf(event);
            Measured key = node(event, depth);
            Measured value = node(next(), depth);
            count += key.count() + value.count();
            height = Math.max(height, value.height());
            if (!(key.value() instanceof YamlValue.Scalar scalar)) {
                report.fault(keyIndex, "A key is " + Wording.of(key.value()) + "; it must be a word.");
            } else if (event instanceof ScalarEvent written
                    && written.isPlain()
                    && scalar.text().equals("<<")) {
                report.fault(
                        keyIndex, "The merge key '<<' is not part of YAML 1.2.", "Write out what is to be merged.");
            } else if (keys.add(scalar.text())) {
                entries.add(new YamlValue.Entry(scalar.text(), places.applyAsInt(keyIndex), value.value()));
            } else {
                report.fault(
                        keyIndex,
                        "The key '" + Wording.excerpt(scalar.text()) + "' stands twice in one mapping.",
                        "Take one of them away.");
            }
        }
        return new Measured(new YamlValue.Mapping(entries, placeOf(start)), count, height + 1);
    }

    private int placeOf(Event event) {
        return places.applyAsInt(startOf(event));
    }

    private int startOf(Event event) {
        return event.getStartMark().map(this::indexOf).orElse(last);
    }

    /** The library counts code points, everything else here UTF-16 units. */
    private int indexOf(Mark mark) {
        int index = mark.getIndex();
        return Math.min(indexes.length == 0 ? index : indexes[Math.min(index, indexes.length - 1)], text.length());
    }

    private static int[] indexesOf(String text) {
        int[] indexes = new int[text.codePointCount(0, text.length()) + 1];
        int index = 0;
        for (int i = 0; i < indexes.length - 1; i++) {
            indexes[i] = index;
            index += Character.charCount(text.codePointAt(index));
        }
        indexes[indexes.length - 1] = index;
        return indexes;
    }
}
