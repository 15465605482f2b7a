package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.CheckedPrompt.ModelName;
import dev.cuecard.processor.check.CheckedPrompt.Setting;
import dev.cuecard.processor.prompty.Located;
import dev.cuecard.processor.prompty.Prompty;
import dev.cuecard.processor.prompty.PromptyModel;
import dev.cuecard.processor.prompty.PromptyModel.Extra;
import dev.cuecard.processor.prompty.PromptyModel.Options;
import dev.cuecard.processor.read.PromptAnnotation;
import dev.cuecard.processor.read.TemplateSource;
import dev.cuecard.processor.read.WrittenText;
import dev.cuecard.processor.source.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Checks the call options in the annotation, as the runtime does when a program sets them. */
final class OptionCheck {

    private static final String FORM = "It has the form name=JSON, as in \"user=\\\"ann\\\"\" or \"top_k=40\".";

    private final Optional<ModelName> model;
    private final Consumer<Problem> problems;
    private final List<Setting> settings = new ArrayList<>();

    /**
     * Makes a check.
     *
     * @param model the model that the prompt names, if it can be told: not every provider has every option
     * @param problems takes what is wrong
     */
    OptionCheck(Optional<ModelName> model, Consumer<Problem> problems) {
        this.model = model;
        this.problems = problems;
    }

    /** Checks the options of the annotation and those of a file, of which the annotation's win. */
    List<Setting> check(PromptAnnotation annotation, Optional<TemplateSource> source) {
        Optional<Options> ofFile =
                source.flatMap(TemplateSource::prompty).flatMap(Prompty::model).map(PromptyModel::options);
        Place file = source.map(TemplateSource::place).orElse(annotation.place());
        checkNumbers(annotation, ofFile, file);
        List<WrittenText> written = annotation.texts("stop");
        if (written.isEmpty()) {
            written = ofFile.flatMap(Options::stop)
                    .map(stops -> stops.value().stream()
                            .map(text -> new WrittenText(text, file.at(stops.offset())))
                            .toList())
                    .orElse(List.of());
        }
        List<Object> stops = new ArrayList<>();
        for (WrittenText stop : written) {
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
        for (Extra extra : ofFile.map(Options::extra).orElse(List.of())) {
            if (extra.name().isBlank()) {
                report(
                        file.at(extra.offset()),
                        "The option '" + extra.name() + "' has no name.",
                        "Write it as name: value; it goes to the provider as it is.");
            } else if (names.add(extra.name())) {
                settings.add(new Setting("extra", List.of(extra.name(), extra.json())));
            }
        }
        ofFile.flatMap(Options::stream)
                .ifPresent(stream -> settings.add(new Setting("stream", List.of(stream.value()))));
        return settings;
    }

    /** A number and where it is written. */
    private record Written<N extends Number>(N value, Place place) {}

    private static <N extends Number> Optional<Written<N>> number(
            PromptAnnotation annotation,
            String name,
            Function<Number, N> converted,
            Optional<Located<N>> ofFile,
            Place file) {
        return annotation
                .number(name)
                .map(number -> new Written<>(converted.apply(number), annotation.place(name)))
                .or(() -> ofFile.map(located -> new Written<>(located.value(), file.at(located.offset()))));
    }

    private void checkNumbers(PromptAnnotation annotation, Optional<Options> ofFile, Place file) {
        number(annotation, "temperature", Number::doubleValue, ofFile.flatMap(Options::temperature), file)
                .ifPresent(written -> {
                    double value = written.value();
                    if (value < 0 || Double.isInfinite(value)) {
                        report(
                                written.place(),
                                "The temperature is " + value + ".",
                                "It must be 0 or more; providers end at 1 or 2.");
                    } else if (!Double.isNaN(value)) {
                        settings.add(new Setting("temperature", List.of(value)));
                    }
                });
        number(annotation, "topP", Number::doubleValue, ofFile.flatMap(Options::topP), file)
                .ifPresent(written -> {
                    double value = written.value();
                    if (value < 0 || value > 1) {
                        report(written.place(), "The topP is " + value + ".", "It must be from 0 to 1.");
                    } else if (!Double.isNaN(value)) {
                        settings.add(new Setting("topP", List.of(value)));
                    }
                });
        number(annotation, "maxTokens", Number::intValue, ofFile.flatMap(Options::maxTokens), file)
                .ifPresent(written -> {
                    int value = written.value();
                    // Only an annotation has no other way to say that there is no limit.
                    boolean unlimited = value == -1 && written.place().file() == null;
                    if (value < 1 && !unlimited) {
                        report(
                                written.place(),
                                "The maxTokens is " + value + ".",
                                "It must be 1 or more; leave it out to set no limit.");
                    } else if (value > 0) {
                        settings.add(new Setting("maxTokens", List.of(value)));
                    }
                });
        number(annotation, "seed", Number::longValue, ofFile.flatMap(Options::seed), file)
                .ifPresent(written -> {
                    long value = written.value();
                    if (value != Long.MIN_VALUE) {
                        model.flatMap(name -> name.kind().refusesSeed(value, name.provider()))
                                .ifPresent(sentence -> report(written.place(), sentence, "Change it or take it away."));
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
