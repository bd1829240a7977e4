/** What logging in costs: passwords, guesses from outside, and the gate before each request. */
package link.box.bench.login;
