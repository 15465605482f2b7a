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
        Exchanges exchanges = client.exchanges();
        return new PromptClient(exchanges.with(
                exchanges.catalogue(),
                exchanges.connections(),
                exchanges.engine().rewired(transport, UnaryOperator.identity())));
    }

    @Override
    public PromptClient offline(
            PromptClient client,
            UnaryOperator<Provider<?>> standIn,
            HttpTransport transport,
            UnaryOperator<Sleeper> sleeper) {
        List<Provider<?>> standIns = new ArrayList<>();
        client.providers().forEach(provider -> standIns.add(standIn.apply(provider)));
        Exchanges exchanges = client.exchanges();
        return new PromptClient(exchanges.with(
                new Catalogue(standIns),
                exchanges.connections().toNowhere(),
                exchanges.engine().rewired(network -> transport, sleeper)));
    }
}
