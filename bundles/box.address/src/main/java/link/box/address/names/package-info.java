/** Which public names lead to the Box's address, and when which of them may be told: docs/mirrors.md. */
package link.box.address.names;
