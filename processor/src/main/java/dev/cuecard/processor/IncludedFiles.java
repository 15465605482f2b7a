package dev.cuecard.processor;

import dev.cuecard.processor.read.ResourceFinder;
import dev.cuecard.processor.read.TemplateSource;
import dev.cuecard.processor.source.Origins;
import dev.cuecard.processor.template.Includes;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/** The files that a prompt's template includes, each read once and given a place of its own among the origins. */
final class IncludedFiles implements Includes {

    private final TypeElement prompt;
    private final TemplateSource source;
    private final ResourceFinder resources;
    private final Origins origins;
    private final Map<String, Included> known = new HashMap<>();

    IncludedFiles(TypeElement prompt, TemplateSource source, ResourceFinder resources, Origins origins) {
        this.prompt = prompt;
        this.source = source;
        this.resources = resources;
        this.origins = origins;
    }

    @Override
    public Included find(String path, String from) throws NotFound {
        try {
            ResourceFinder.Included found = resources.include(prompt, path, from.isEmpty() ? source.path() : from);
            Included before = known.get(found.path());
            if (before != null) {
                return before;
            }
            int base = origins.add(
                    source.place().in(found.file()), found.file().text().length());
            Included included = new Included(found.path(), found.file().text(), base);
            known.put(found.path(), included);
            return included;
        } catch (ResourceFinder.NotReadable e) {
            NotFound problem = new NotFound(e.sentence(), e.details());
            problem.initCause(e);
            throw problem;
        }
    }
}
