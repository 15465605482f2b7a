package dev.cuecard.processor;

import dev.cuecard.processor.ProblemId.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the build says to the processor, as {@code -Acuecard.…=…}.
 *
 * <ul>
 *   <li>{@code cuecard.severity=unused-input=error,empty-message=off} changes what warnings do;
 *   <li>{@code cuecard.openAiCompatible=mine,ours} names further providers that speak OpenAI's protocol;
 *   <li>{@code cuecard.resources=DIR} is a folder to look for template files in.
 * </ul>
 */
final class Settings {

    private static final String SEVERITY = "cuecard.severity";
    private static final String COMPATIBLE = "cuecard.openAiCompatible";
    private static final String RESOURCES = "cuecard.resources";

    static final Set<String> NAMES = Set.of(SEVERITY, COMPATIBLE, RESOURCES);

    private final Map<ProblemId, Severity> severities = new EnumMap<>(ProblemId.class);
    private final List<String> complaints = new ArrayList<>();
    private final List<String> openAiCompatible;
    private final String resources;

    Settings(Map<String, String> options) {
        words(options.getOrDefault(SEVERITY, "")).forEach(this::readSeverity);
        this.openAiCompatible = words(options.getOrDefault(COMPATIBLE, ""));
        this.resources = options.getOrDefault(RESOURCES, "");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void readSeverity(String entry) {
        int equals = entry.indexOf('=');
        String name = equals < 0 ? entry : entry.substring(0, equals);
        String word = equals < 0 ? "" : entry.substring(equals + 1);
        ProblemId id = ProblemId.named(name.strip()).orElse(null);
        Severity severity = Arrays.stream(Severity.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word.strip()))
                .findFirst()
                .orElse(null);
        if (id == null) {
            complaints.add("There is no problem '" + name + "' whose severity could be set.\nThe problems are: "
                    + String.join(
                            ", ",
                            Arrays.stream(ProblemId.values())
                                    .map(ProblemId::toString)
                                    .toList()) + ".");
        } else if (severity == null) {
            complaints.add("The severity '" + word + "' of '" + id + "' is none of error, warning, off.");
        } else if (id.severity() == Severity.ERROR && severity != Severity.ERROR) {
            complaints.add(
                    "'" + id + "' is an error that cannot be turned off: no class can be written where it occurs.");
        } else {
            severities.put(id, severity);
        }
    }

    Severity severity(ProblemId id) {
        return severities.getOrDefault(id, id.severity());
    }

    List<String> openAiCompatible() {
        return openAiCompatible;
    }

    String resources() {
        return resources;
    }

    /** Returns what is wrong with the settings themselves. */
    List<String> complaints() {
        return complaints;
    }
}
