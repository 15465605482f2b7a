package dev.cuecard;

import dev.cuecard.call.Model;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.provider.Provider;
import dev.cuecard.stream.Chunk;
import java.util.ArrayList;
import java.util.List;

/** The models that stand in, one after another, for one that a client's call has asked in vain. */
final class Fallbacks {

    /** Each with the chunk that its provider streams. */
    private final List<Model<?>> models;

    private Fallbacks(List<Model<?>> models) {
        this.models = models;
    }

    /**
     * Finds the models' providers.
     *
     * @throws ConfigurationException if one is unknown, or streams other chunks than the model says
     */
    static Fallbacks of(List<Model<?>> models, Catalogue catalogue) {
        List<Model<?>> found = new ArrayList<>();
        for (Model<?> model : models) {
            try {
                Provider<?> provider = catalogue.provider(model);
                found.add(provider.model(model.name()));
            } catch (ConfigurationException e) {
                throw new ConfigurationException(
                        "PromptClient.builder().fallback(…) cannot be followed. " + e.getMessage());
            }
        }
        return new Fallbacks(List.copyOf(found));
    }

    /**
     * Returns the stand-ins for a model, without the model itself.
     *
     * @param chunkType what the caller holds: models that stream other chunks are left out
     */
    @SuppressWarnings("unchecked") // The chunk types are compared first.
    <C extends Chunk> List<Model<? extends C>> of(Model<? extends C> asked, Class<C> chunkType) {
        List<Model<? extends C>> fitting = new ArrayList<>();
        for (Model<?> model : models) {
            boolean another = !model.toString().equals(asked.toString()) && !fitting.contains(model);
            if (another && chunkType.isAssignableFrom(model.chunkType())) {
                fitting.add((Model<? extends C>) model);
            }
        }
        return fitting;
    }

    @Override
    public String toString() {
        return models.toString();
    }
}
