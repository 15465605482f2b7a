package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.CheckedPrompt.Setting;
import dev.cuecard.processor.read.PromptAnnotation;
import dev.cuecard.processor.read.WrittenText;
import dev.cuecard.processor.source.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Checks the call options in the annotation, as the runtime does when a program sets them. */
final class OptionCheck {

    private static final String FORM = "It has the form name=JSON, as in \"user=\\\"ann\\\"\" or \"top_k=40\".";

    private final Consumer<Problem> problems;
    private final List<Setting> settings = new ArrayList<>();

    OptionCheck(Consumer<Problem> problems) {
        this.problems = problems;
    }

    List<Setting> check(PromptAnnotation annotation) {
        checkNumbers(annotation);
        List<Object> stops = new ArrayList<>();
        for (WrittenText stop : annotation.texts("stop")) {
            if (stop.text().isEmpty()) {
                report(stop.place(), "A stop text is empty.", "It must have one character or more.");
            }
            stops.add(stop.text());
        }
        if (!stops.isEmpty()) {
            settings.add(new Setting("stop", stops));
        }
        Set<String> names = new HashSet<>();
        annotation.texts("extra").forEach(extra -> checkExtra(extra, names));
        return settings;
    }

    private void checkNumbers(PromptAnnotation annotation) {
        annotation.number("temperature").map(Number::doubleValue).ifPresent(value -> {
            if (value < 0 || value.isInfinite()) {
                report(
                        annotation.place("temperature"),
                        "The temperature is " + value + ".",
                        "It must be 0 or more; providers end at 1 or 2.");
            } else if (!value.isNaN()) {
                settings.add(new Setting("temperature", List.of(value)));
            }
        });
        annotation.number("topP").map(Number::doubleValue).ifPresent(value -> {
            if (value < 0 || value > 1) {
                report(annotation.place("topP"), "The topP is " + value + ".", "It must be from 0 to 1.");
            } else if (!value.isNaN()) {
                settings.add(new Setting("topP", List.of(value)));
            }
        });
        annotation.number("maxTokens").map(Number::intValue).ifPresent(value -> {
            if (value == 0 || value < -1) {
                report(
                        annotation.place("maxTokens"),
                        "The maxTokens is " + value + ".",
                        "It must be 1 or more; leave it out to set no limit.");
            } else if (value > 0) {
                settings.add(new Setting("maxTokens", List.of(value)));
            }
        });
        annotation.number("seed").map(Number::longValue).ifPresent(value -> {
            if (value != Long.MIN_VALUE) {
                settings.add(new Setting("seed", List.of(value)));
            }
        });
    }

    private void checkExtra(WrittenText extra, Set<String> names) {
        String text = extra.text();
        Place place = extra.place();
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals);
        if (name.isBlank() || !name.equals(name.strip())) {
            report(place, "The extra field '" + text + "' is not name=JSON.", FORM);
            return;
        }
        if (!names.add(name)) {
            report(place, "The extra field '" + name + "' is set twice.", "Take one of them away.");
            return;
        }
        String json = text.substring(equals + 1);
        OptionalInt fault = JsonSyntax.fault(json);
        if (fault.isPresent()) {
            List<String> details = new ArrayList<>();
            if (json.strip().matches("\\w[\\w .-]*")) {
                details.add("A text needs quotes: \"" + name + "=\\\"" + json.strip() + "\\\"\".");
            }
            details.add(FORM);
            report(
                    place,
                    "The value of the extra field '" + name + "' is not JSON from its character "
                            + (fault.getAsInt() + 1) + " on.",
                    details.toArray(String[]::new));
            return;
        }
        settings.add(new Setting("extra", List.of(name, json)));
    }

    private void report(Place place, String sentence, String... details) {
        problems.accept(new Problem(ProblemId.OPTION, place, sentence, details));
    }
}
