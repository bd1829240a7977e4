package link.box.ota;

import java.util.concurrent.CompletableFuture;

/** What somebody wants by hand, until the job takes it up. Thread-safe. */
final class Wishes {
    private CompletableFuture<String> answer = new CompletableFuture<>();
    private Wish wish = Wish.NONE;

    /** What is wanted. */
    enum Wish {
        /** Nothing beyond what the settings say. */ NONE,
        /** The channel's release. */ FORWARD,
        /** The release before the one that runs. */ BACKWARD
    }

    /** @return what the next look shows */
    synchronized CompletableFuture<String> ask() {
        return answer;
    }

    synchronized void answered(String words) {
        answer.complete(words);
        answer = new CompletableFuture<>();
    }

    synchronized void failed(Exception failure) {
        answer.completeExceptionally(failure);
        answer = new CompletableFuture<>();
    }

    synchronized void want(Wish wanted) {
        wish = wanted;
    }

    /** @return the last one, which is forgotten */
    synchronized Wish take() {
        Wish taken = wish;
        wish = Wish.NONE;
        return taken;
    }

    /** It did not come true, and is wanted still if nothing else is. */
    synchronized void giveBack(Wish taken) {
        wish = wish == Wish.NONE ? taken : wish;
    }
}
