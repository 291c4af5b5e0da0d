/* The least that any linter of YAML must do: opens each file that standard input names (one path on a
   line), reads it, and runs libyaml's event parser over it to the end. Prints files, bytes and events,
   so that nothing can be left out unseen; ends with status 1 where a file cannot be read or parsed. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

int main(void) {
  char path[4096];
  unsigned char *buffer = NULL;
  size_t capacity = 0, files = 0, bytes = 0, events = 0;
  while (fgets(path, sizeof path, stdin)) {
    path[strcspn(path, "\n")] = 0;
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) { perror(path); return 1; }
    size_t size = (size_t)status.st_size, done = 0;
    if (size > capacity) {
      capacity = size * 2;
      buffer = realloc(buffer, capacity);
      if (!buffer) return 1;
    }
    while (done < size) {
      ssize_t count = read(file, buffer + done, size - done);
      if (count <= 0) { perror(path); return 1; }
      done += (size_t)count;
    }
    close(file);
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return 1;
    yaml_parser_set_input_string(&parser, buffer, size);
    for (int ended = 0; !ended;) {
      yaml_event_t event;
      if (!yaml_parser_parse(&parser, &event)) {
        fprintf(stderr, "%s: %s\n", path, parser.problem);
        return 1;
      }
      ended = event.type == YAML_STREAM_END_EVENT;
      events++;
      yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    files++;
    bytes += size;
  }
  printf("%zu files, %zu bytes, %zu events\n", files, bytes, events);
  return 0;
}
