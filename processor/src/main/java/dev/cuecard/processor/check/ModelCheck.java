package dev.cuecard.processor.check;

import dev.cuecard.processor.Problem;
import dev.cuecard.processor.ProblemId;
import dev.cuecard.processor.check.CheckedPrompt.ModelName;
import dev.cuecard.processor.prompty.Prompty;
import dev.cuecard.processor.prompty.PromptyModel;
import dev.cuecard.processor.read.PromptAnnotation;
import dev.cuecard.processor.read.TemplateSource;
import dev.cuecard.processor.read.WrittenText;
import dev.cuecard.processor.source.Place;
import dev.cuecard.processor.template.Distance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.util.Elements;

/** Checks the model string: whose model it is, and whether the runtime at hand can speak to it. */
final class ModelCheck {

    private static final String FORM = "A model is named as provider:name, openai:gpt-4o-mini for one.";

    private final Elements elements;
    private final List<String> openAiCompatible;
    private final Consumer<Problem> problems;

    ModelCheck(Elements elements, List<String> openAiCompatible, Consumer<Problem> problems) {
        this.elements = elements;
        this.openAiCompatible = openAiCompatible;
        this.problems = problems;
    }

    Optional<ModelName> check(String prompt, PromptAnnotation annotation, Optional<TemplateSource> source) {
        Optional<WrittenText> model = annotation.text("model");
        Optional<PromptyModel> ofFile = source.flatMap(TemplateSource::prompty).flatMap(Prompty::model);
        if (model.isEmpty() && ofFile.isPresent() && source.isPresent()) {
            return inFile(ofFile.get(), source.get().place());
        }
        if (model.isEmpty()) {
            report(annotation.place(), "The prompt '" + prompt + "' names no model.", FORM);
            return Optional.empty();
        }
        String text = model.get().text();
        Place place = model.get().place();
        return text.indexOf(':') < 0 ? bare(text, place) : named(text, place);
    }

    private Optional<ModelName> named(String text, Place place) {
        int colon = text.indexOf(':');
        String provider = text.substring(0, colon);
        String name = text.substring(colon + 1);
        Optional<Protocol> protocol = protocolOf(provider);
        if (protocol.isEmpty()) {
            unknownProvider(provider, name, place);
            return Optional.empty();
        }
        if (!name.equals(name.strip()) || name.isEmpty()) {
            report(
                    place,
                    name.isBlank()
                            ? "The model '" + text + "' has no name after its provider."
                            : "The name of the model '" + text + "' has white space around it.",
                    name.isBlank() ? FORM : "Write '" + provider + ":" + name.strip() + "'.");
            return Optional.empty();
        }
        return inRuntime(provider, name, protocol.get(), place);
    }

    /** A file names the provider and the model apart; a name alone may tell its maker. */
    private Optional<ModelName> inFile(PromptyModel model, Place file) {
        if (model.id().isEmpty()) {
            report(
                    file.at(model.offset()),
                    "The file names no model.",
                    "Write 'id: gpt-4o-mini' below 'model:', or name a model in the annotation.");
            return Optional.empty();
        }
        String id = model.id().get().value();
        Place place = file.at(model.id().get().offset());
        if (model.provider().isEmpty()) {
            return id.startsWith("$") || id.indexOf(':') < 0 ? bare(id, place) : named(id, place);
        }
        String provider = model.provider().get().name();
        Optional<Protocol> protocol = protocolOf(provider);
        if (protocol.isEmpty()) {
            unknownProvider(provider, id, file.at(model.provider().get().offset()));
            return Optional.empty();
        }
        return inRuntime(provider, id, protocol.get(), place);
    }

    private Optional<ModelName> bare(String text, Place place) {
        Optional<String> maker = Protocol.makerOf(text);
        if (maker.isEmpty()) {
            List<String> details = new ArrayList<>();
            if (protocolOf(text).isPresent()) {
                details.add("'" + text + "' is a provider: add a model's name after it, as in '" + text + ":…'.");
            }
            details.add(FORM);
            details.add("Names that begin with gpt-, chatgpt-, o1, o3, o4, claude- or gemini- may stand alone.");
            report(
                    place,
                    text.isBlank() ? "The model is blank." : "It cannot be told whose model '" + text + "' is.",
                    details.toArray(String[]::new));
            return Optional.empty();
        }
        return protocolOf(maker.get()).flatMap(protocol -> inRuntime(maker.get(), text, protocol, place));
    }

    private Optional<Protocol> protocolOf(String provider) {
        return openAiCompatible.contains(provider) ? Optional.of(Protocol.OPENAI) : Protocol.of(provider);
    }

    private Optional<ModelName> inRuntime(String provider, String name, Protocol protocol, Place place) {
        if (elements.getTypeElement(protocol.chunkClass()) == null) {
            report(
                    place,
                    "This cuecard-runtime has no provider for '" + provider + "'.",
                    "It lacks the class " + protocol.chunkClass()
                            + "; take a newer cuecard-runtime, or another model.");
            return Optional.empty();
        }
        return Optional.of(new ModelName(provider, name, protocol));
    }

    private void unknownProvider(String provider, String name, Place place) {
        List<String> known =
                new ArrayList<>(Protocol.providers(protocol -> elements.getTypeElement(protocol.chunkClass()) != null));
        known.addAll(openAiCompatible);
        List<String> details = new ArrayList<>();
        Distance.nearest(provider.strip().toLowerCase(Locale.ROOT), known)
                .ifPresent(near -> details.add("Did you mean " + near + ":" + name.strip() + "?"));
        details.add(FORM);
        details.add("The providers are: " + String.join(", ", known) + ".");
        details.add("A server of your own that speaks OpenAI's protocol is made known with -Acuecard.openAiCompatible="
                + (provider.isBlank() ? "NAME" : provider.strip()) + ".");
        report(place, "There is no provider '" + provider + "'.", details.toArray(String[]::new));
    }

    private void report(Place place, String sentence, String... details) {
        problems.accept(new Problem(ProblemId.MODEL, place, sentence, details));
    }
}
