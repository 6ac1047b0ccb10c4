/* The limit: a broadcast with nothing behind it. One thread, one ready frame, one send() per screen; no journal, no
   rights, no JSON. It answers what the load client says (join, command), so that both are driven alike.
   gcc -O2 -o srv_bare srv_bare.c -lcrypto    (crypto for the handshake's SHA-1 alone)
   Client frames: masked with zero, under 64 kB, whole in one read; all true of load.py. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#define MAX_FD 70000
#define ROOM 16384

enum { FRESH, OPEN, JOINED };
static char state[MAX_FD];
static int screens[MAX_FD], place[MAX_FD], count;
static long seq;
static const int one = 1;

static int framed(char *out, const char *text, int size) {
  int head = 2;
  out[0] = (char)0x81;
  if (size < 126) {
    out[1] = (char)size;
  } else {
    out[1] = 126, out[2] = (char)(size >> 8), out[3] = (char)size, head = 4;
  }
  memcpy(out + head, text, size);
  return head + size;
}

static void say(int fd, const char *text) {
  char frame[1024];
  int size = framed(frame, text, strlen(text));
  if (send(fd, frame, size, MSG_NOSIGNAL) != size) perror("short answer");
}

static void drop(int fd) {
  if (state[fd] == JOINED) {
    int at = place[fd];
    screens[at] = screens[--count];
    place[screens[at]] = at;
  }
  state[fd] = FRESH;
  close(fd);
}

static void shake(int fd, char *request) {
  char key[128], answer[512];
  unsigned char hash[20], accept[64];
  char *at = strcasestr(request, "Sec-WebSocket-Key: ");
  if (!at || sscanf(at + 19, "%60s", key) != 1) return drop(fd);
  strcat(key, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
  SHA1((void *)key, strlen(key), hash);
  EVP_EncodeBlock(accept, hash, 20);
  int size = snprintf(answer, sizeof answer,
                      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Accept: %s\r\n\r\n",
                      accept);
  if (send(fd, answer, size, MSG_NOSIGNAL) != size) perror("short handshake");
  state[fd] = OPEN;
  say(fd, "0{\"sid\":\"x\",\"upgrades\":[],\"pingTimeout\":20000,\"pingInterval\":25000,\"maxPayload\":1000000}");
}

static void broadcast(const char *said) {
  static char text[ROOM], frame[ROOM + 8];
  char words[8192] = "";
  char *at = strstr(said, "\"text\":\"");
  if (at) sscanf(at + 8, "%8000[^\"]", words);
  seq++;
  int size = snprintf(text, sizeof text,
                      "42[\"entries\",{\"cell\":\"bare\",\"now\":\"2026-01-01T00:00:00.000Z\",\"stream\":\"bare\",\"entries\":"
                      "[{\"seq\":%ld,\"at\":\"2026-01-01T00:00:00.000Z\",\"by\":1,\"kind\":\"task.commented\",\"facts\":"
                      "{\"task\":1,\"text\":\"%s\"}}],\"rows\":{}}]",
                      seq, words);
  size = framed(frame, text, size);
  for (int i = 0; i < count; i++)
    if (send(screens[i], frame, size, MSG_NOSIGNAL) != size && errno != EAGAIN) perror("short push");
}

static void hear(int fd, char *packet) {
  char answer[128];
  if (!strncmp(packet, "40", 2)) {
    say(fd, "40{\"sid\":\"y\"}");
  } else if (!strncmp(packet, "42", 2)) {
    long number = atol(packet + 2);
    if (strstr(packet, "[\"join\"")) {
      if (state[fd] != JOINED) state[fd] = JOINED, place[fd] = count, screens[count++] = fd;
    } else {
      broadcast(packet);
    }
    snprintf(answer, sizeof answer, "43%ld[{\"ok\":true,\"seq\":%ld}]", number, seq);
    say(fd, answer);
  }
}

static void read_from(int fd) {
  static char data[65536];
  int size = recv(fd, data, sizeof data - 1, 0);
  if (size < 0 && errno == EAGAIN) return;
  if (size <= 0) return drop(fd);
  data[size] = 0;
  if (state[fd] == FRESH) return shake(fd, data);
  for (int at = 0; at + 6 <= size;) {
    int length = data[at + 1] & 127, head = 6;
    if (length == 126) length = (unsigned char)data[at + 2] << 8 | (unsigned char)data[at + 3], head = 8;
    if (at + head + length > size) break;
    char *packet = data + at + head, kept = packet[length];
    packet[length] = 0;
    hear(fd, packet);
    packet[length] = kept;
    at += head + length;
  }
}

static void greet(int listener, int poll) {
  int fd = accept4(listener, 0, 0, SOCK_NONBLOCK);
  if (fd < 0 || fd >= MAX_FD) return;
  struct epoll_event wish = {EPOLLIN, {.fd = fd}};
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  state[fd] = FRESH;
  epoll_ctl(poll, EPOLL_CTL_ADD, fd, &wish);
}

int main(void) {
  int listener = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000001)};
  socklen_t size = sizeof address;
  if (bind(listener, (void *)&address, size) || listen(listener, 2048)) return 1;
  getsockname(listener, (void *)&address, &size);
  printf("http://127.0.0.1:%d/\n", ntohs(address.sin_port));
  fflush(stdout);
  struct epoll_event wish = {EPOLLIN, {.fd = listener}}, ready[256];
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &wish);
  for (;;) {
    int found = epoll_wait(poll, ready, 256, -1);
    for (int i = 0; i < found; i++) {
      if (ready[i].data.fd == listener) greet(listener, poll);
      else read_from(ready[i].data.fd);
    }
  }
}
