package link.box.pagekite;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import link.box.common.kite.Joint;
import link.box.common.kite.Sockets;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/** Asks all candidates at once how far away they are, by connecting to them and hanging up. */
final class Measuring {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Sockets sockets;
    private final Frontends frontends;
    private final LongSupplier nanos;

    Measuring(Sockets sockets, Frontends frontends, LongSupplier nanos) {
        this.sockets = sockets;
        this.frontends = frontends;
        this.nanos = nanos;
    }

    /** @return for each candidate whether it was reached; none waits longer than a connection of these sockets may take */
    private Map<Candidate, CompletableFuture<Boolean>> start() {
        Map<Candidate, CompletableFuture<Boolean>> answers = new HashMap<>();
        frontends.all().forEach(each -> answers.put(each, measure(each)));
        return answers;
    }

    /** Waits for all answers. */
    void all() {
        CompletableFuture.allOf(start().values().toArray(CompletableFuture[]::new)).completeOnTimeout(null, LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Waits for the first that is reached, and counts even so when others are; or until all have answered, or for a while. */
    void first() {
        CompletableFuture<Boolean> first = new CompletableFuture<>();
        Map<Candidate, CompletableFuture<Boolean>> answers = start();
        answers.forEach((one, answer) -> answer.thenAccept(reached -> {
            if (reached && frontends.isFirst(one) || answers.values().stream().allMatch(CompletableFuture::isDone)) {
                first.complete(reached);
            }
        }));
        first.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private CompletableFuture<Boolean> measure(Candidate one) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        long begin = nanos.getAsLong();
        sockets.connect(one.socket(), new Joint() {
            @Override
            public Connection join(EndPoint socket) {
                frontends.measured(one, Duration.ofNanos(nanos.getAsLong() - begin));
                answer.complete(true);
                return new Passing(socket, sockets.executor());
            }

            @Override
            public void failed(Throwable why) {
                frontends.unmeasured(one);
                answer.complete(false);
            }
        });
        return answer;
    }

    /** Nothing was wanted but the connection itself. */
    private static final class Passing extends AbstractConnection {
        Passing(EndPoint socket, Executor executor) {
            super(socket, executor);
        }

        @Override
        public void onOpen() {
            super.onOpen();
            close();
        }

        @Override
        public void onFillable() {
            close();
        }
    }
}
