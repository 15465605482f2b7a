package dev.cuecard;

import dev.cuecard.exchange.Rewiring;
import dev.cuecard.exchange.Sleeper;
import dev.cuecard.http.HttpTransport;
import dev.cuecard.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The testing kit's way into a {@link PromptClient}. */
final class ClientRewiring implements Rewiring<PromptClient> {

    @Override
    public PromptClient through(PromptClient client, UnaryOperator<HttpTransport> transport) {
        return new PromptClient(
                client,
                client.catalogue(),
                client.connections(),
                client.engine().rewired(transport, UnaryOperator.identity()));
    }

    @Override
    public PromptClient offline(
            PromptClient client,
            UnaryOperator<Provider<?>> standIn,
            HttpTransport transport,
            UnaryOperator<Sleeper> sleeper) {
        List<Provider<?>> standIns = new ArrayList<>();
        client.providers().forEach(provider -> standIns.add(standIn.apply(provider)));
        return new PromptClient(
                client,
                new Catalogue(standIns),
                client.connections().toNowhere(),
                client.engine().rewired(network -> transport, sleeper));
    }
}
