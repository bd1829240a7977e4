package link.box.ota;

import java.util.concurrent.CompletableFuture;

/** What somebody wants by hand, until the job takes it up. Thread-safe. */
final class Wishes {
    private CompletableFuture<String> answer = new CompletableFuture<>();
    private Wish wish = Wish.NONE;
    /** The release that is wanted; 0 until a look has shown one. */
    private long meant;

    /** What is wanted. */
    enum Wish {
        /** Nothing beyond what the settings say. */ NONE,
        /** The release that the channel offers at the next look. */ FORWARD,
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
        meant = 0;
    }

    /** @return the last one, which is forgotten */
    synchronized Wish take() {
        Wish taken = wish;
        wish = Wish.NONE;
        return taken;
    }

    /** @return whether a wish that was taken means this release, and not one that was offered before it */
    synchronized boolean means(Wish taken, long offered) {
        if (taken != Wish.FORWARD) {
            return false;
        }
        meant = meant == 0 ? offered : meant;
        return meant == offered;
    }

    /** It did not come true, and is wanted still if nothing else is. */
    synchronized void giveBack(Wish taken) {
        wish = wish == Wish.NONE ? taken : wish;
    }
}
