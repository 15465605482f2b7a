package dev.cuecard.processor.prompty;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** Tells what values are by YAML's core schema. Tags are heeded where they say that again, else they are faults. */
final class YamlTags {

    private static final int MOST_DIGITS = 1000;
    private static final ScalarResolver CORE = new CoreScalarResolver(false);

    private final YamlReader.Report report;

    YamlTags(YamlReader.Report report) {
        this.report = report;
    }

    /** Returns what a scalar is that begins at an index of the text. */
    YamlValue.Type typeOf(ScalarEvent event, int index) {
        Tag untagged = CORE.resolve(event.getValue(), true);
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        Tag tag = own(event.getTag()).map(Tag::new).orElse(plain ? untagged : Tag.STR);
        boolean fits =
                tag.equals(Tag.STR) || tag.equals(untagged) || (tag.equals(Tag.FLOAT) && untagged.equals(Tag.INT));
        if (!fits) {
            report(tag.getValue(), index);
            return YamlValue.Type.STRING;
        }
        YamlValue.Type type = typeOf(tag);
        boolean number = type == YamlValue.Type.INTEGER || type == YamlValue.Type.FLOAT;
        if (number && event.getValue().length() > MOST_DIGITS) {
            report.fault(
                    index,
                    "A number has more than " + MOST_DIGITS + " digits.",
                    "Shorten it, or put it in quotes to make it a text.");
            return YamlValue.Type.STRING;
        }
        return type;
    }

    /** Says whether a list or mapping that begins at an index of the text claims to be something else. */
    void check(CollectionStartEvent event, int index) {
        Tag expected = event instanceof MappingStartEvent ? Tag.MAP : Tag.SEQ;
        own(event.getTag()).filter(name -> !name.equals(expected.getValue())).ifPresent(name -> report(name, index));
    }

    /** Leaves out the tag that only says that a value is not to be told from its looks. */
    private static Optional<String> own(Optional<String> tag) {
        return tag.filter(name -> !name.equals("!"));
    }

    private static YamlValue.Type typeOf(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return YamlValue.Type.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return YamlValue.Type.FLOAT;
        }
        if (tag.equals(Tag.BOOL)) {
            return YamlValue.Type.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? YamlValue.Type.NULL : YamlValue.Type.STRING;
    }

    private void report(String name, int index) {
        report.fault(
                index,
                "The tag '" + Wording.excerpt(name) + "' does not fit what it stands before.",
                "Take it away: front matter is plain data, and its words, numbers, lists and mappings need no tags.");
    }
}
